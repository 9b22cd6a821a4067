using Adjoint.Data;
using Adjoint.Losses;
using Adjoint.Metrics;

namespace Adjoint.Training;

/// <summary>
/// The input itself, as an autoencoder learns it: the network makes as many numbers as the input has, in its shape or flat; the squared error
/// or another loss; judged by rmse. The targets of the data set are not looked at. The epoch with the smallest loss is the best one.
/// </summary>
/// <param name="loss">The loss of values against values, such as <see cref="HuberLoss"/>; the mean squared error if omitted.</param>
public sealed class Reconstruction(Loss? loss = null) : LearningTask(loss ?? new MSELoss()), INamedTask
{
    /// <inheritdoc/>
    public static IEnumerable<TaskEntry> Entries =>
    [
        new("reconstruction", "the input itself, for autoencoders, by the squared error", null,
            settings => new Reconstruction(ValueLoss.Find(settings.Loss ?? ValueLoss.Usual))),
    ];

    /// <inheritdoc/>
    public override string Name => "reconstruction";

    /// <inheritdoc/>
    public override int OutputCount(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.InputLength;
    }

    /// <summary>Any examples can be reconstructed.</summary>
    public override void Require(DataSet data) => ArgumentNullException.ThrowIfNull(data);

    /// <inheritdoc/>
    public override IReadOnlyList<Metric> NewMetrics() => [new RootMeanSquaredError()];

    /// <summary>Output and input, both flat: [batch, values].</summary>
    /// <exception cref="ShapeException">The network makes another number of values an example.</exception>
    public override (Tensor Prediction, Tensor Target) Compare(Tensor output, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(batch);
        if (output.ElementCount == batch.Inputs.ElementCount && output.Rank > 0 && output.Shape[0] == batch.Count)
            return (Flat(output), Flat(batch.Inputs));
        throw new ShapeException(nameof(Reconstruction), $"takes an output of the input's size, {batch.Inputs.Type}, and the network made "
            + $"{output.Type}.");
    }

    private static Tensor Flat(Tensor values) => values.Rank < 2 ? values : values.Flatten(1);
}
