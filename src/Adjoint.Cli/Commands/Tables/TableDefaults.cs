using Adjoint.Models;

namespace Adjoint.Cli.Commands;

/// <summary>How long a network is trained on a table if nothing else is said: small tables need many epochs.</summary>
internal static class TableDefaults
{
    private const int Steps = 12_000;
    private const int FewestEpochs = 30;
    private const int MostEpochs = 300;
    private const int SmallTable = 1000;

    public static TrainingDefaults For(ModelEntry model, int rows)
    {
        var batchSize = rows < SmallTable ? 16 : 64;
        var batches = (rows + batchSize - 1) / batchSize;
        return model.Defaults with
        {
            Epochs = Math.Clamp(Steps / batches, FewestEpochs, MostEpochs),
            BatchSize = batchSize,
            Optimizer = "adam",
            LearningRate = model.TableLearningRate,
            Schedule = "linear",
        };
    }
}
