using System.Globalization;
using Adjoint.Training;

namespace Adjoint.Cli.Output;

/// <summary>What an epoch came to: losses with accuracies, as one line that fits into 80 columns.</summary>
internal static class EpochLine
{
    public static string Of(EpochMetrics epoch, int epochs, bool isBest)
    {
        var validation = epoch.Validation is { } score ? $"validation {Text(score)}  " : "";
        return string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}/{epochs}  loss {Text(epoch.Train)}  {validation}"
            + $"{epoch.SamplesPerSecond:N0}/s{(isBest ? "  best" : "")}");
    }

    private static string Text(Score score) =>
        string.Create(CultureInfo.InvariantCulture, $"{score.Loss:0.0000} ({100 * score.Accuracy:0.00}%)");
}
