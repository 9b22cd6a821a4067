using Adjoint.Data;
using Adjoint.Losses;
using Adjoint.Metrics;

namespace Adjoint.Training;

/// <summary>
/// One class of several: the network makes a score a class, [batch, classes]; cross-entropy; judged by accuracy, by which the best epoch is
/// chosen.
/// </summary>
/// <param name="loss">The loss of scores against class indices, such as a <see cref="CrossEntropyLoss"/> with class weights or label
/// smoothing; without either if omitted.</param>
public sealed class Classification(Loss? loss = null) : LearningTask(loss ?? new CrossEntropyLoss()), INamedTask
{
    /// <inheritdoc/>
    public static IEnumerable<TaskEntry> Entries =>
    [
        new("classification", "one class of several, by cross-entropy", TargetKind.Classes, settings =>
            new Classification(new CrossEntropyLoss(weight: settings.ClassWeightTensor(), labelSmoothing: settings.LabelSmoothing))),
    ];

    /// <inheritdoc/>
    public override string Name => "classification";

    /// <inheritdoc/>
    public override bool JudgesClasses => true;

    /// <inheritdoc/>
    public override Tensor Probabilities(Tensor output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.Softmax();
    }

    /// <inheritdoc/>
    public override int OutputCount(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Classes.Count;
    }

    /// <inheritdoc/>
    public override void Require(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.TargetKind != TargetKind.Classes || data.Classes.Count < 2)
            throw Refusal(data, "targets of at least two classes");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Metric> NewMetrics() => [new Accuracy()];

    /// <inheritdoc/>
    public override double Merit(Score score) => score["acc"];
}
