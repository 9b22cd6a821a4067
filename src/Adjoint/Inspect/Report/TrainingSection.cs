using System.Globalization;
using Adjoint.Training;

namespace Adjoint.Inspect;

/// <summary>How the network was trained.</summary>
internal static class TrainingSection
{
    public static void Add(HtmlPage page, RunConfig config, long? parameters, string? network, IReadOnlyList<EpochMetrics> epochs)
    {
        page.Heading("Training");
        page.Table([new("setting"), new("value")],
        [
            ["network", config.Model + (parameters is { } count ? $", {ReportText.Number(count)} parameters" : "")],
            ["epochs", $"{epochs.Count} of {config.Epochs}, batches of {config.BatchSize}"],
            ["optimizer", $"{config.Optimizer}, learning rate {Text(config.LearningRate)}, schedule {config.Schedule}, momentum "
                + $"{Text(config.Momentum)}, weight decay {Text(config.WeightDecay)}"],
            ["seed", config.Seed.ToString(CultureInfo.InvariantCulture)],
            ["held out to choose the best epoch", $"{Text(100 * config.Validation)}% of the training examples"],
        ]);
        if (network is not null) page.Text(network);
        if (epochs.Count > 0) page.Charts([.. TrainingCurve.Panels(epochs).Select(panel => panel.ToSvg())]);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
