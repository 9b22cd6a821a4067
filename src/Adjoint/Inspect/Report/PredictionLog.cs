using Adjoint.Metrics;

namespace Adjoint.Inspect;

/// <summary>Keeps every prediction and its target, unless they are as long as images; as a metric it counts them.</summary>
internal sealed class PredictionLog : Metric
{
    private const int MostWidth = 1000;

    private readonly List<double> _predictions = [];
    private readonly List<double> _targets = [];

    public override string Name => "predictions";

    /// <summary>Predicted numbers of an example; 0 where they are not kept.</summary>
    public int Width => Count == 0 ? 0 : (int)(_predictions.Count / Count);

    private int TargetWidth => (int)(_targets.Count / Count);

    public double Prediction(int example, int output) => _predictions[example * Width + output];

    public double Target(int example, int output) => _targets[example * TargetWidth + output];

    protected override long AddCore(Tensor prediction, Tensor target)
    {
        if (prediction.ElementCount > (long)MostWidth * prediction.Shape[0]) return prediction.Shape[0];
        _predictions.AddRange(prediction.To(DType.Float64).ToArray<double>());
        _targets.AddRange(target.To(DType.Float64).ToArray<double>());
        return prediction.Shape[0];
    }

    protected override double Compute() => Count;
}
