using Adjoint.Data;
using Adjoint.Metrics;
using Adjoint.Nn;

namespace Adjoint.Training;

/// <summary>Measures a network on a data set, in evaluation mode and without recording.</summary>
public static class Evaluator
{
    /// <summary>Loss and metrics of a task over all examples, in order.</summary>
    /// <param name="model">Turns inputs into what the task takes; its mode is restored afterwards.</param>
    /// <param name="task">What was learned.</param>
    /// <param name="data">The examples.</param>
    /// <param name="batchSize">Examples at a time.</param>
    /// <param name="progress">Told the number of examples done after each batch.</param>
    /// <param name="also">Further metrics; every batch is added to them.</param>
    /// <param name="stop">Asks to give up after the batch.</param>
    /// <returns>The score; NaN over no examples.</returns>
    /// <exception cref="InvalidDataException">The targets are not what the task takes.</exception>
    /// <exception cref="ShapeException">The model does not fit the data.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Score Measure(Module<Tensor, Tensor> model, LearningTask task, DataSet data, int batchSize = 256,
        Action<int>? progress = null, IReadOnlyList<Metric>? also = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(data);
        task.Require(data);
        using var noGrad = NoGrad.Begin();
        using var evaluation = EvaluationScope.Enter(model);
        var loader = new DataLoader(data, batchSize, shuffle: false);
        var sum = new ScoreSum(task, also ?? []);
        foreach (var batch in loader.Epoch(0))
        {
            var output = model.Forward(batch.Inputs);
            sum.Add(task.Loss(output, batch).Item(), output, batch);
            progress?.Invoke(sum.Count);
            stop.ThrowIfCancellationRequested();
        }
        return sum.Score;
    }
}
