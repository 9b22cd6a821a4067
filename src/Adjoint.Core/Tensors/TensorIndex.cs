namespace Adjoint;

/// <summary>
/// What an indexer takes along one dimension: a position (<c>2</c>, <c>^1</c>), which removes the dimension, or a range (<c>1..3</c>,
/// <c>..</c>), or a range with a step (<c>(1..9, 2)</c>). Made by implicit conversion from these.
/// </summary>
public readonly struct TensorIndex : IEquatable<TensorIndex>
{
    private readonly Range _range;

    // 0 marks a position, held as the range's start.
    private readonly int _step;

    private TensorIndex(Range range, int step)
    {
        _range = range;
        _step = step;
    }

    /// <summary>A position; as in PyTorch, -1 is the last one.</summary>
    public static implicit operator TensorIndex(int position) => new(
        (position >= 0 ? new Index(position) : new Index(-Math.Max(position, -int.MaxValue), fromEnd: true))..,
        step: 0);

    /// <summary>A position, as in <c>^1</c> for the last one.</summary>
    public static implicit operator TensorIndex(Index position) => new(position.., step: 0);

    /// <summary>A range of positions, the end not included.</summary>
    public static implicit operator TensorIndex(Range range) => new(range, step: 1);

    /// <summary>
    /// Every step-th position of a range. A negative step takes the same range from its last position on: <c>(.., -1)</c> reverses.
    /// </summary>
    /// <exception cref="ShapeException">The step is 0.</exception>
    public static implicit operator TensorIndex((Range Range, int Step) range) => range.Step != 0
        ? new TensorIndex(range.Range, range.Step)
        : throw new ShapeException("slice", $"a step of 0 never leaves the start of {range.Range}. Hint: 1 takes every element.");

    /// <summary>Equal positions or equal ranges.</summary>
    public static bool operator ==(TensorIndex left, TensorIndex right) => left.Equals(right);

    /// <summary>Not equal positions or ranges.</summary>
    public static bool operator !=(TensorIndex left, TensorIndex right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TensorIndex other) => _range.Equals(other._range) && _step == other._step;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorIndex other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_range, _step);

    /// <summary>As it is written in C#.</summary>
    public override string ToString() => _step switch
    {
        0 => $"{_range.Start}",
        1 => $"{_range}",
        _ => $"({_range}, {_step})",
    };

    internal SliceAxis Resolve(Shape shape, int dim)
    {
        var size = shape[dim];
        var start = _range.Start.GetOffset(size);
        if (_step == 0)
        {
            if (start >= 0 && start < size) return new SliceAxis(start, 1, 1, IsRemoved: true);
            throw new ShapeException("slice", $"position {this} does not exist in dimension {dim} of shape {shape}, which has "
                + $"{size} elements.");
        }
        var end = _range.End.GetOffset(size);
        if (start < 0 || end > size || start > end)
        {
            throw new ShapeException("slice", start > end && start <= size && end >= 0
                ? $"range {_range} ends before it starts in dimension {dim} of shape {shape}. Hint: a step of -1, as in (1..3, -1), "
                    + "runs backwards."
                : $"range {_range} goes beyond dimension {dim} of shape {shape}, which has {size} elements.");
        }
        var count = (int)((end - start + Math.Abs((long)_step) - 1) / Math.Abs((long)_step));
        // The step is of no matter for fewer than two elements, and might overflow a stride.
        return new SliceAxis(_step > 0 || count == 0 ? start : end - 1, count, count > 1 ? _step : 1);
    }
}
