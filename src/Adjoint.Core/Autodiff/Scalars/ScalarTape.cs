using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// The record of a program on single numbers (a Wengert list): per step the operation, the value, up to two inputs and the local derivative
/// by each, about 40 bytes in all. Derivatives are one loop over it, backwards for <see cref="Backward(Scalar)"/>, forwards for
/// <see cref="Forward(Scalar)"/>, however long it is. For use by one thread at a time; several threads have a tape each.
/// </summary>
public sealed class ScalarTape
{
    private readonly List<ScalarChunk> _chunks = [new ScalarChunk(0)];
    private readonly ScalarBuffer _adjoints = new("adjoints");
    private readonly ScalarBuffer _tangents = new("tangents");
    private ScalarChunk _chunk;
    private int _chunkNumber;
    private int _used;
    private int _generation;

    /// <summary>An empty tape.</summary>
    public ScalarTape() => _chunk = _chunks[0];

    /// <summary>The number of steps recorded, variables included.</summary>
    public int Count => _chunk.Start + _used;

    /// <summary>A recorded step, counted from 0, for showing what a program did.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public ScalarStep this[int step]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(step);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, Count);
            var (link, (operation, value)) = At(step);
            if (operation is null) return new ScalarStep(null, value, []);
            var first = Input(link.First, link.FirstSlope);
            return new ScalarStep(operation, value, operation is UnaryOperation ? [first] : [first, Input(link.Second, link.SecondSlope)]);
        }
    }

    /// <summary>A number to differentiate by.</summary>
    public Scalar Variable(double value) => new(this, Append(null, default, value), _generation, value);

    /// <summary>Numbers to differentiate by.</summary>
    public Scalar[] Variables(params ReadOnlySpan<double> values)
    {
        var variables = new Scalar[values.Length];
        for (var i = 0; i < values.Length; i++) variables[i] = Variable(values[i]);
        return variables;
    }

    /// <summary>
    /// Forgets every step and keeps the memory for the next ones. Numbers recorded before can no longer be used, which is noticed.
    /// </summary>
    public void Clear()
    {
        _generation++;
        _chunk = _chunks[_chunkNumber = 0];
        _used = 0;
        _adjoints.Invalidate();
        _tangents.Invalidate();
    }

    /// <summary>
    /// Reverse mode: the derivatives of one number by every number it was computed from. A step whose adjoint is 0 passes nothing on, even
    /// where its local derivative is infinite.
    /// </summary>
    /// <returns>Valid until the next backward pass on this tape, which reuses the memory.</returns>
    /// <exception cref="ArgumentException">The number is on another tape.</exception>
    /// <exception cref="GradientException">The number is a constant, or the tape was cleared since it was recorded.</exception>
    public ScalarDerivatives Backward(Scalar y) => Backward([y], [1]);

    /// <summary>
    /// Reverse mode from several numbers: the derivatives of their sum weighted by incoming gradients (vector-Jacobian product).
    /// </summary>
    /// <inheritdoc cref="Backward(Scalar)"/>
    /// <param name="y">The results.</param>
    /// <param name="gradient">One incoming gradient a result.</param>
    public ScalarDerivatives Backward(ReadOnlySpan<Scalar> y, ReadOnlySpan<double> gradient)
    {
        const string caller = "Backward()";
        var last = RequireRecorded(caller, y, gradient.Length).Last;
        var adjoints = _adjoints.Renew(last + 1);
        for (var i = 0; i < y.Length; i++) adjoints[y[i].Index] += gradient[i];
        for (var i = _chunks.Count - 1; i >= 0; i--) _chunks[i].Backward(adjoints, last);
        return new ScalarDerivatives(this, _adjoints);
    }

    /// <summary>Forward mode: the derivatives of every number computed from one, by that one.</summary>
    /// <inheritdoc cref="Forward(ReadOnlySpan{Scalar}, ReadOnlySpan{double})"/>
    public ScalarDerivatives Forward(Scalar x) => Forward([x], [1]);

    /// <summary>
    /// Forward mode along one direction: how fast every number changes when the given ones change at the given rates (Jacobian-vector
    /// product). A step whose input does not change passes nothing on, even where its local derivative is infinite.
    /// </summary>
    /// <param name="x">Variables, or results, which then change at the given rate beside what their inputs do to them.</param>
    /// <param name="direction">One rate each.</param>
    /// <returns>Valid until the next forward pass on this tape, which reuses the memory.</returns>
    /// <exception cref="ArgumentException">A number is on another tape, or there are not as many rates as numbers.</exception>
    /// <exception cref="GradientException">A number is a constant, or the tape was cleared since it was recorded.</exception>
    public ScalarDerivatives Forward(ReadOnlySpan<Scalar> x, ReadOnlySpan<double> direction)
    {
        const string caller = "Forward()";
        var first = RequireRecorded(caller, x, direction.Length).First;
        var tangents = _tangents.Renew(Count + 1);
        for (var i = 0; i < x.Length; i++) tangents[x[i].Index] += direction[i];
        foreach (var chunk in _chunks) chunk.Forward(tangents, first);
        return new ScalarDerivatives(this, _tangents);
    }

    /// <summary>The tape that two numbers are on, of which one may be a constant; null if both are.</summary>
    internal static ScalarTape? Of(Operation operation, in Scalar x, in Scalar y)
    {
        var tape = x.Tape ?? y.Tape;
        if (tape is null) return null;
        if (!tape.MayUse(x) || !tape.MayUse(y))
        {
            tape.RequireOwn(operation.Name, x);
            tape.RequireOwn(operation.Name, y);
        }
        return tape;
    }

    internal static GradientException NoDerivative(string caller, string problem) =>
        new(caller, $"{problem}, so there is nothing to differentiate. Hint: make variables with tape.Variable(value).");

    internal Scalar Record(Operation operation, in Scalar x, double slope, double value)
    {
        if (x.Generation != _generation) throw Cleared(operation.Name);
        return new(this, Append(operation, new ScalarLink(x.Index, 0, slope, 0), value), _generation, value);
    }

    /// <summary>Notes a step of two numbers that <see cref="Of"/> has checked.</summary>
    internal Scalar Record(Operation operation, in Scalar x, in Scalar y, double xSlope, double ySlope, double value) =>
        new(this, Append(operation, new ScalarLink(x.Index, y.Index, xSlope, ySlope), value), _generation, value);

    internal void RequireOwn(string caller, in Scalar x)
    {
        if (MayUse(x)) return;
        if (!ReferenceEquals(x.Tape, this))
        {
            throw new ArgumentException(ErrorText.Of(caller, "the numbers were recorded on two different tapes. "
                + "Hint: make the variables of one computation with one tape; where a number is to be a constant, take its Value."));
        }
        throw Cleared(caller);
    }

    private bool MayUse(in Scalar x) => ReferenceEquals(x.Tape, this) ? x.Generation == _generation : x.Tape is null;

    private static GradientException Cleared(string caller) => new(caller,
        "the number's tape was cleared since it was recorded. Hint: make the variables again after Clear().");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Append(Operation? operation, in ScalarLink link, double value)
    {
        if (_used == _chunk.Capacity) NextChunk();
        _chunk.Set(_used, link, new ScalarResult(operation, value));
        return _chunk.Start + ++_used;
    }

    private void NextChunk()
    {
        if (_chunkNumber + 1 == _chunks.Count) _chunks.Add(new ScalarChunk(_chunk.Start + _chunk.Capacity));
        _chunk = _chunks[++_chunkNumber];
        _used = 0;
    }

    // The range of the places of some numbers.
    private (int First, int Last) RequireRecorded(string caller, ReadOnlySpan<Scalar> numbers, int rates)
    {
        if (numbers.Length != rates) throw new ArgumentException(ErrorText.Of(caller, $"{numbers.Length} numbers and {rates} rates."));
        if (numbers.IsEmpty) throw new ArgumentException(ErrorText.Of(caller, "there are no numbers."));
        var (first, last) = (int.MaxValue, 0);
        foreach (var number in numbers)
        {
            if (number.IsConstant) throw NoDerivative(caller, "a number is a constant");
            RequireOwn(caller, number);
            first = Math.Min(first, number.Index);
            last = Math.Max(last, number.Index);
        }
        return (first, last);
    }

    private (ScalarLink Link, ScalarResult Result) At(int step)
    {
        var chunk = _chunks.FindLast(chunk => chunk.Start <= step)!;
        return chunk[step - chunk.Start];
    }

    private ScalarInput Input(int index, double slope) =>
        index == 0 ? new ScalarInput(null, slope, 0) : new ScalarInput(index - 1, At(index - 1).Result.Value, slope);
}
