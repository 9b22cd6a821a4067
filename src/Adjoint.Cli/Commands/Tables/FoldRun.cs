using Adjoint.Cli.Output;
using Adjoint.Data;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>Cross-validation beside the network that stays: a new network a fold, measured on what it has not seen.</summary>
internal sealed class FoldRun(TableRun table, RunConfig config, RunLog log, TextWriter? progress)
{
    /// <summary>Scores all folds; null if it was stopped.</summary>
    /// <exception cref="DivergedException">The training of a fold diverged.</exception>
    public CrossValidationResult? Execute(CancellationToken stop)
    {
        var scores = new List<Score>();
        foreach (var fold in table.Data.Folds(table.Config.Folds))
        {
            var session = new RunSession(Fitted(fold.Train.InputShape), table.Config with { Encoder = fold.Encoder });
            var (train, validation) = Parts(fold.Train);
            if (!session.NewTrainer(null).Run(train, validation, stop)) return null;
            scores.Add(Evaluator.Measure(session.Model, session.Task, fold.HeldOut, stop: stop));
            log.OnFold(fold.Number, table.Config.Folds, scores[^1]);
            progress?.WriteLine($"fold {fold.Number}/{table.Config.Folds}  {ScoreText.Full(scores[^1])}");
        }
        var result = new CrossValidationResult(scores);
        log.OnFolds(result);
        return result;
    }

    // Every row is learned from, unless some must tell when to stop.
    private (DataSet Train, DataSet Validation) Parts(DataSet rows) => config.Recipe.Patience is null
        ? (rows, new Subset(rows, []))
        : config.Split(new DataSplits(rows, rows));

    // A category may be in the rows of one fold only: the number of inputs is that of the fold.
    private RunConfig Fitted(IReadOnlyList<int> inputShape) =>
        config with { InputShape = config.InputShape is null ? null : inputShape };
}
