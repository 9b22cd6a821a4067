using Adjoint.Data;
using Adjoint.Losses;
using Adjoint.Metrics;

namespace Adjoint.Training;

/// <summary>
/// One class of two: the network makes one score an example, [batch, 1], whose sigmoid is the probability of class 1; binary cross-entropy
/// on scores; judged by accuracy, by which the best epoch is chosen. Logistic regression is a linear layer under this task.
/// </summary>
/// <param name="loss">The loss of scores against zeros and ones, such as a <see cref="BCEWithLogitsLoss"/> with a positive weight; without
/// one if omitted.</param>
public sealed class BinaryClassification(Loss? loss = null) : LearningTask(loss ?? new BCEWithLogitsLoss()), INamedTask
{
    /// <inheritdoc/>
    public static IEnumerable<TaskEntry> Entries =>
    [
        new("binary", "one class of two by one score, by binary cross-entropy", TargetKind.Classes, settings =>
            new BinaryClassification(new BCEWithLogitsLoss(positiveWeight: settings.PositiveWeightTensor()))),
    ];

    /// <inheritdoc/>
    public override string Name => "binary";

    /// <inheritdoc/>
    public override bool JudgesClasses => true;

    /// <inheritdoc/>
    public override Tensor Probabilities(Tensor output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var score = output.Reshape(-1, 1);
        // 1 - s(x) = s(-x), without the rounding of the difference.
        return Tensor.Concat([(-score).Sigmoid(), score.Sigmoid()], 1);
    }

    /// <inheritdoc/>
    public override int OutputCount(DataSet data) => 1;

    /// <inheritdoc/>
    public override void Require(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.TargetKind != TargetKind.Classes || data.Classes.Count != 2) throw Refusal(data, "targets of two classes");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Metric> NewMetrics() => [new Accuracy()];

    /// <summary>The scores, [batch, 1], and the class indices as zeros and ones of the same shape and element type.</summary>
    /// <exception cref="ShapeException">The network makes more than one score an example.</exception>
    public override (Tensor Prediction, Tensor Target) Compare(Tensor output, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(batch);
        if (output.ElementCount != batch.Count)
        {
            throw new ShapeException(nameof(BinaryClassification),
                $"takes one score an example, [{batch.Count}, 1], and the network made {output.Type}.");
        }
        return (output, batch.Targets.To(output.DType).Reshape([.. output.Shape]));
    }

    /// <inheritdoc/>
    public override double Merit(Score score) => score["acc"];
}
