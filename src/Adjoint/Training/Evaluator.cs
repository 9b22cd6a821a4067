using Adjoint.Data;
using Adjoint.Losses;
using Adjoint.Nn;

namespace Adjoint.Training;

/// <summary>Measures a classifier on a data set, in evaluation mode and without recording.</summary>
public static class Evaluator
{
    /// <summary>Loss and accuracy over all examples, in order.</summary>
    /// <param name="model">Turns inputs into scores [batch, classes]; its mode is restored afterwards.</param>
    /// <param name="loss">The loss of scores against class indices.</param>
    /// <param name="data">The examples.</param>
    /// <param name="batchSize">Examples at a time.</param>
    /// <param name="progress">Told the number of examples done after each batch.</param>
    /// <param name="confusion">If given, [classes, classes]: counts by true and predicted class are added.</param>
    /// <param name="stop">Asks to give up after the batch.</param>
    /// <returns>The score; NaN over no examples.</returns>
    /// <exception cref="ShapeException">The model does not fit the data.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Score Measure(Module<Tensor, Tensor> model, Loss loss, DataSet data, int batchSize = 256, Action<int>? progress = null,
        long[,]? confusion = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(data);
        using var noGrad = NoGrad.Begin();
        using var evaluation = EvaluationScope.Enter(model);
        var loader = new DataLoader(data, batchSize, shuffle: false);
        var sum = new ScoreSum();
        foreach (var batch in loader.Epoch(0))
        {
            var logits = model.Forward(batch.Inputs);
            sum.Add(loss.Compute(logits, batch.Targets).Item(), logits, batch.Classes.Span);
            if (confusion is not null) Count(confusion, logits, batch.Classes.Span);
            progress?.Invoke(sum.Count);
            stop.ThrowIfCancellationRequested();
        }
        return sum.Score;
    }

    private static void Count(long[,] confusion, Tensor logits, ReadOnlySpan<long> targets)
    {
        var predicted = logits.ArgMax(1).ToArray<long>();
        for (var i = 0; i < predicted.Length; i++) confusion[targets[i], predicted[i]]++;
    }
}
