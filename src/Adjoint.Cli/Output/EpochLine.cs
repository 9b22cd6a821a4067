using System.Globalization;
using Adjoint.Training;

namespace Adjoint.Cli.Output;

/// <summary>What an epoch came to: losses with the task's first metric, as one line that fits into 80 columns.</summary>
internal static class EpochLine
{
    public static string Of(EpochMetrics epoch, int epochs, bool isBest)
    {
        var validation = epoch.Validation is { } score ? $"validation {ScoreText.Short(score)}  " : "";
        return string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}/{epochs}  loss {ScoreText.Short(epoch.Train)}  {validation}"
            + $"{epoch.SamplesPerSecond:N0}/s{(isBest ? "  best" : "")}");
    }
}
