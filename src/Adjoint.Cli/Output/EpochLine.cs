using System.Globalization;
using Adjoint.Training;

namespace Adjoint.Cli.Output;

/// <summary>What an epoch came to, as one line of text.</summary>
internal static class EpochLine
{
    public static string Of(EpochMetrics epoch, int epochs, bool isBest) => string.Create(CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch}/{epochs}  train loss {epoch.Train.Loss:0.0000} accuracy {epoch.Train.Accuracy:0.0000}  validation loss {epoch.Validation.Loss:0.0000} accuracy {epoch.Validation.Accuracy:0.0000}  {epoch.SamplesPerSecond:N0} samples/s{(isBest ? "  best" : "")}");
}
