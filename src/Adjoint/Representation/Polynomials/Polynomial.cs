namespace Adjoint.Representation;

/// <summary>
/// a_0 + a_1 x + ... + a_n x^n as graphs of additions and multiplications (Bengio, 2009; UNC lecture): the same function, written so that
/// the graph is large or small, deep or flat. <see cref="Graphs.Graph.Of(Tensor, IReadOnlyDictionary{Tensor, string}?)"/> of the result
/// counts and draws it. Each form takes any shape of floats and gives the same shape.
/// </summary>
public sealed class Polynomial
{
    private readonly double[] _coefficients;

    /// <summary>A polynomial from its coefficients.</summary>
    /// <param name="coefficients">a_0, a_1, ..., a_n, finite; at least one.</param>
    /// <exception cref="ArgumentException">There are no coefficients, or one is not finite.</exception>
    public Polynomial(params ReadOnlySpan<double> coefficients)
    {
        if (coefficients.IsEmpty) throw new ArgumentException("Polynomial: there are no coefficients.", nameof(coefficients));
        foreach (var coefficient in coefficients)
        {
            if (double.IsFinite(coefficient)) continue;
            throw new ArgumentException(FormattableString.Invariant($"Polynomial: {coefficient} is no coefficient."), nameof(coefficients));
        }
        _coefficients = coefficients.ToArray();
    }

    /// <summary>(x - r_1)(x - r_2)...(x - r_n), multiplied out.</summary>
    public static Polynomial FromRoots(params ReadOnlySpan<double> roots)
    {
        var coefficients = new double[roots.Length + 1];
        coefficients[0] = 1;
        for (var i = 0; i < roots.Length; i++)
        {
            for (var k = i + 1; k > 0; k--) coefficients[k] = coefficients[k - 1] - roots[i] * coefficients[k];
            coefficients[0] *= -roots[i];
        }
        return new Polynomial(coefficients);
    }

    /// <summary>a_0, a_1, ..., a_n.</summary>
    public IReadOnlyList<double> Coefficients => _coefficients;

    /// <summary>n.</summary>
    public int Degree => _coefficients.Length - 1;

    /// <summary>Every term by itself, a_k x x ... x: n (n + 1)/2 multiplications.</summary>
    public Tensor Terms(Tensor x)
    {
        var sum = Constant(x, 0);
        for (var k = 1; k <= Degree; k++)
        {
            var power = x;
            for (var i = 1; i < k; i++) power *= x;
            sum += power * _coefficients[k];
        }
        return sum;
    }

    /// <summary>Each power from the one before, x^k = x^(k-1) x, shared: 2 n - 1 multiplications.</summary>
    public Tensor SharedPowers(Tensor x)
    {
        var (sum, power) = (Constant(x, 0), x);
        for (var k = 1; k <= Degree; k++)
        {
            if (k > 1) power *= x;
            sum += power * _coefficients[k];
        }
        return sum;
    }

    /// <summary>Horner's rule, (..(a_n x + a_(n-1)) x + ..) x + a_0: n multiplications, the fewest, and 2 n steps one after another.</summary>
    public Tensor Horner(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (Degree == 0) return Constant(x, 0);
        var value = x * _coefficients[Degree] + _coefficients[Degree - 1];
        for (var k = Degree - 2; k >= 0; k--) value = value * x + _coefficients[k];
        return value;
    }

    /// <summary>
    /// Estrin's scheme: neighbours are joined as a + b x, those as A + B x^2, and so on: about n + log2 n multiplications, but only
    /// some 2 log2 n steps one after another.
    /// </summary>
    public Tensor Estrin(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (Degree == 0) return Constant(x, 0);
        var level = new List<Tensor>();
        for (var k = 0; k <= Degree; k += 2) level.Add(k < Degree ? x * _coefficients[k + 1] + _coefficients[k] : Constant(x, k));
        for (var power = x * x; level.Count > 1; power *= power)
        {
            var next = new List<Tensor>();
            for (var i = 0; i < level.Count; i += 2) next.Add(i + 1 < level.Count ? level[i + 1] * power + level[i] : level[i]);
            level = next;
        }
        return level[0];
    }

    private Tensor Constant(Tensor x, int k)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Tensor.Full(x.Shape, _coefficients[k], x.DType);
    }
}
