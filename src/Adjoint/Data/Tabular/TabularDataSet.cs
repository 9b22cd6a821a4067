namespace Adjoint.Data;

/// <summary>
/// Rows of numbers with a class or values for each, kept in memory: what is left of a table once a <see cref="TableEncoder"/> has encoded
/// it. PyTorch: <c>TensorDataset</c>.
/// </summary>
public sealed class TabularDataSet : DataSet
{
    private readonly float[] _inputs;
    private readonly long[] _classes;
    private readonly float[] _values;

    /// <summary>Rows with classes; the arrays are kept, not copied.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="features">The names of the inputs.</param>
    /// <param name="inputs">The inputs, row after row; finite.</param>
    /// <param name="targets">The class of each row.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, a number is not finite (row and column are named), or a target is no
    /// class.</exception>
    public TabularDataSet(string name, IReadOnlyList<string> features, float[] inputs, long[] targets, IReadOnlyList<string> classes)
        : this(name, features, inputs, targets, [], targets?.Length ?? 0)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count == 0) throw new ArgumentException("A set has at least one class.", nameof(classes));
        Classes = [.. classes];
        var wrong = targets.AsSpan().IndexOfAnyExceptInRange(0, classes.Count - 1);
        if (wrong >= 0)
            throw new ArgumentException($"'{name}': row {wrong + 1}: target {targets[wrong]} is none of the {classes.Count} classes.",
                nameof(targets));
    }

    /// <summary>Rows with values; the arrays are kept, not copied.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="features">The names of the inputs.</param>
    /// <param name="inputs">The inputs, row after row; finite.</param>
    /// <param name="targets">The values of each row, row after row; finite.</param>
    /// <param name="targetNames">The names of the values of a row.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a number is not finite; row and column are named.</exception>
    public TabularDataSet(string name, IReadOnlyList<string> features, float[] inputs, float[] targets, IReadOnlyList<string> targetNames)
        : this(name, features, inputs, [], targets, Rows(targets, targetNames))
    {
        TargetNames = [.. targetNames];
        RequireFinite(name, targets, targetNames);
    }

    private TabularDataSet(string name, IReadOnlyList<string> features, float[] inputs, long[] classes, float[] values, int rows)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(inputs);
        if (features.Count == 0) throw new ArgumentException($"'{name}': a row has at least one input.", nameof(features));
        if ((long)rows * features.Count != inputs.Length)
        {
            throw new ArgumentException($"'{name}': {rows} rows of {features.Count} inputs are {(long)rows * features.Count} values, found "
                + $"{inputs.Length}.", nameof(inputs));
        }
        RequireFinite(name, inputs, features);
        (Name, Features, InputShape, Count, _inputs, _classes, _values) = (name, [.. features], [features.Count], rows, inputs, classes,
            values);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>The names of the inputs.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <summary>[inputs].</summary>
    public override IReadOnlyList<int> InputShape { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes { get; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TargetNames { get; } = [];

    /// <inheritdoc/>
    protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets)
    {
        ReadInputs(indices, inputs);
        for (var i = 0; i < indices.Length; i++) targets[i] = _classes[indices[i]];
    }

    /// <inheritdoc/>
    protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<float> targets)
    {
        ReadInputs(indices, inputs);
        var width = TargetLength;
        for (var i = 0; i < indices.Length; i++) _values.AsSpan(indices[i] * width, width).CopyTo(targets[(i * width)..]);
    }

    private static int Rows(float[] targets, IReadOnlyList<string> targetNames)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(targetNames);
        return targetNames.Count > 0 && targets.Length % targetNames.Count == 0
            ? targets.Length / targetNames.Count
            : throw new ArgumentException($"{targets.Length} targets are no rows of {targetNames.Count} values.", nameof(targets));
    }

    private static void RequireFinite(string name, float[] values, IReadOnlyList<string> columns)
    {
        var wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        if (wrong < 0) return;
        throw new ArgumentException(FormattableString.Invariant(
            $"'{name}': row {wrong / columns.Count + 1}, column '{columns[wrong % columns.Count]}': found {values[wrong]}."),
            nameof(values));
    }

    private void ReadInputs(ReadOnlySpan<int> indices, Span<float> inputs)
    {
        var width = Features.Count;
        for (var i = 0; i < indices.Length; i++) _inputs.AsSpan(indices[i] * width, width).CopyTo(inputs[(i * width)..]);
    }
}
