namespace Adjoint;

/// <summary>One derivative a place on a tape, in memory that pass after pass uses again.</summary>
internal sealed class ScalarBuffer(string what)
{
    private double[] _values = [];
    private int _count;

    /// <summary>What is in it, for messages.</summary>
    public string What { get; } = what;

    /// <summary>Counts the passes, so that reading the results of an earlier one is noticed.</summary>
    public int Pass { get; private set; }

    /// <summary>The derivative at a place; 0 for what came after the pass.</summary>
    public double this[int index] => index < _count ? _values[index] : 0;

    /// <summary>Zeros for a further pass.</summary>
    public Span<double> Renew(int count)
    {
        Invalidate();
        if (_values.Length < count) _values = new double[Math.Max(count, 2 * _values.Length)];
        else _values.AsSpan(0, count).Clear();
        _count = count;
        return _values.AsSpan(0, count);
    }

    public void Invalidate() => Pass++;
}
