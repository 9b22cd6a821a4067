using Adjoint.Cli.Output;
using Adjoint.Data;
using Adjoint.Regularization;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>Cross-validation beside the network that stays: a new network a fold, trained and chosen as that one, and measured on what it
/// has not seen.</summary>
internal sealed class FoldRun(TableRun table, RunConfig config, RunLog log, TextWriter? progress)
{
    private readonly List<Score> _scores = [];

    /// <summary>The scores of all folds; null if it was stopped or a fold failed.</summary>
    public CrossValidationResult? Result { get; private set; }

    /// <summary>Scores all folds; what a fold fails of is said on standard error, and the finished network is not touched.</summary>
    /// <returns>The exit code.</returns>
    public int Execute(CancellationToken stop)
    {
        try
        {
            foreach (var fold in table.Data.Folds(table.Config.Folds))
                if (!Measure(fold, stop)) return ExitCode.Interrupted;
            Result = new CrossValidationResult(_scores);
            log.OnFolds(Result);
            return ExitCode.Done;
        }
        catch (Exception e) when (e is DivergedException or InvalidDataException)
        {
            StandardStreams.Error.WriteLine(FormattableString.Invariant(
                $"adjoint: fold {_scores.Count + 1} of {table.Config.Folds}: {e.Message} ")
                + "The cross-validation ends here; the network that stays is trained and is measured.");
            return e is DivergedException ? ExitCode.Diverged : ExitCode.BadData;
        }
    }

    // False if it was stopped.
    private bool Measure(TabularFold fold, CancellationToken stop)
    {
        var session = new RunSession(Fitted(fold), table.Config with { Encoder = fold.Encoder });
        if (!session.NewTrainer(null).Run(fold.Train, fold.Validation, stop)) return false;
        _scores.Add(Evaluator.Measure(session.Model, session.Task, fold.HeldOut, stop: stop));
        log.OnFold(fold.Number, table.Config.Folds, _scores[^1]);
        progress?.WriteLine($"fold {fold.Number}/{table.Config.Folds}  {ScoreText.Full(_scores[^1])}");
        return true;
    }

    // A category may be in the rows of one fold only: the number of inputs is that of the fold. Weights of the best epoch are taken as by
    // the network that stays; without a folder, only a trainer that may stop keeps them.
    private RunConfig Fitted(TabularFold fold) => config with
    {
        InputShape = config.InputShape is null ? null : fold.Train.InputShape,
        Recipe = config.Recipe with
        {
            ClassWeights = config.Recipe.ClassWeights.Count > 0 ? ClassWeights.Balanced(fold.Train) : [],
            Patience = config.Recipe.Patience ?? int.MaxValue,
        },
    };
}
