namespace Adjoint.Metrics;

/// <summary>
/// A metric of predicted values against right ones, floats of one shape: [batch] or [batch, ...]. What stands beyond the first dimension are
/// the outputs of one example.
/// </summary>
public abstract class ValueMetric : Metric
{
    private double[] _predicted = [];
    private double[] _right = [];
    private float[] _narrow = [];

    /// <inheritdoc cref="Metric.Add"/>
    public void Add(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target) => Add(Tensor.From(prediction), Tensor.From(target));

    /// <inheritdoc cref="Metric.Measure"/>
    public double Measure(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target) =>
        Measure(Tensor.From(prediction), Tensor.From(target));

    /// <inheritdoc/>
    protected sealed override long AddCore(Tensor prediction, Tensor target)
    {
        if (prediction.Rank == 0 || prediction.Shape != target.Shape)
        {
            throw new ShapeException(GetType().Name, "takes predictions and targets of one shape, [batch] or [batch, ...], and was given "
                + $"{prediction.Type} and {target.Type}. Hint: broadcasting would compare every prediction with every target.");
        }
        var (count, length) = (prediction.Shape[0], prediction.ElementCount);
        if (length == 0) return 0;
        Add(Read(prediction, ref _predicted, nameof(prediction)), Read(target, ref _right, nameof(target)), length / count);
        return count;
    }

    /// <summary>Changes the sums by a batch of at least one example.</summary>
    /// <param name="predicted">The predicted values, example after example.</param>
    /// <param name="right">The right values, as many.</param>
    /// <param name="outputs">How many values an example has.</param>
    protected abstract void Add(ReadOnlySpan<double> predicted, ReadOnlySpan<double> right, int outputs);

    private ReadOnlySpan<double> Read(Tensor tensor, ref double[] memory, string name)
    {
        var length = tensor.ElementCount;
        if (memory.Length < length) memory = new double[length];
        var values = memory.AsSpan(0, length);
        if (tensor.DType == DType.Float32) ReadNarrow(tensor, values);
        else if (tensor.DType == DType.Float64) tensor.CopyTo(values);
        else throw new DTypeException(GetType().Name, $"takes floats, and the {name} is {tensor.Type}.");
        RequireFinite(values, name);
        return values;
    }

    private void ReadNarrow(Tensor tensor, Span<double> values)
    {
        if (_narrow.Length < values.Length) _narrow = new float[values.Length];
        tensor.CopyTo(_narrow.AsSpan());
        for (var i = 0; i < values.Length; i++) values[i] = _narrow[i];
    }

    private void RequireFinite(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i])) continue;
            throw new ArgumentException(FormattableString.Invariant(
                $"{GetType().Name}: element {i} of the {name} is {values[i]}, and only finite numbers can be measured."), name);
        }
    }
}
