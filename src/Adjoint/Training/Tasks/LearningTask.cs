using Adjoint.Data;
using Adjoint.Losses;
using Adjoint.Metrics;

namespace Adjoint.Training;

/// <summary>
/// What a network is to learn: which targets it takes, by which loss it learns, by which metrics it is judged, and when an epoch is better
/// than another. One file a task. A task is a value: training keeps no state in it.
/// </summary>
/// <remarks>
/// For a data set: check it with <see cref="Require"/> and make a network with <see cref="OutputCount"/> outputs. For a batch:
/// <see cref="Loss"/> of what the network made of it, and the same <see cref="Compare"/> for the metrics.
/// </remarks>
public abstract class LearningTask
{
    private readonly Loss _loss;

    /// <summary>Makes a task that learns by a loss.</summary>
    /// <param name="loss">Its reduction is the mean, over the examples of a batch.</param>
    /// <exception cref="ArgumentException">The loss has another reduction.</exception>
    protected LearningTask(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (loss.Reduction != Reduction.Mean)
        {
            throw new ArgumentException(
                $"{GetType().Name}: a task learns by the mean loss of a batch, and this {loss.GetType().Name} has the reduction "
                + $"{loss.Reduction}.", nameof(loss));
        }
        _loss = loss;
    }

    /// <summary>The name, lower case, such as <c>regression</c>; <c>config.json</c> has it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether predictions are classes, so that precision, recall and a confusion matrix can be made of them.</summary>
    public virtual bool JudgesClasses => false;

    /// <summary>The probabilities of the classes that an output tells, [batch, classes].</summary>
    /// <exception cref="InvalidOperationException">The task has no classes.</exception>
    public virtual Tensor Probabilities(Tensor output) =>
        throw new InvalidOperationException($"{GetType().Name}: it tells values, and probabilities of classes are asked for.");

    /// <summary>How many numbers a network must make of one example.</summary>
    public abstract int OutputCount(DataSet data);

    /// <summary>Checks that the task can be learned from these examples.</summary>
    /// <exception cref="InvalidDataException">The targets are not what the task takes; the message says which task takes them.</exception>
    public abstract void Require(DataSet data);

    /// <summary>New metrics, by which each epoch is judged; the first is the one that is shown.</summary>
    public abstract IReadOnlyList<Metric> NewMetrics();

    /// <summary>What is compared for a batch: what the network made of it and what it should have, of shapes that fit each
    /// other.</summary>
    /// <param name="output">What the network made of the batch.</param>
    /// <param name="batch">The batch.</param>
    public virtual (Tensor Prediction, Tensor Target) Compare(Tensor output, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return (output, batch.Targets);
    }

    /// <summary>How good a score is; the epoch with the greatest is the best one. Of equal ones the smaller loss decides.</summary>
    public virtual double Merit(Score score) => -score.Loss;

    /// <summary>The mean loss of a batch, to be differentiated.</summary>
    /// <exception cref="ShapeException">The network's output does not fit the targets.</exception>
    public Tensor Loss(Tensor output, Batch batch)
    {
        var (prediction, target) = Compare(output, batch);
        return _loss.Compute(prediction, target);
    }

    private protected InvalidDataException Refusal(DataSet data, string takes)
    {
        var found = data.TargetKind == TargetKind.Classes
            ? $"{data.Classes.Count} classes"
            : $"values ({string.Join(", ", data.TargetNames)})";
        return new InvalidDataException($"The task {Name} takes {takes}, and the targets of {data.Name} are {found}.");
    }
}
