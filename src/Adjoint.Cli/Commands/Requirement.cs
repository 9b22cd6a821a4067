using System.Globalization;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>A demand on the result, such as <c>test_acc&gt;=0.98</c>; the program fails if it is not met.</summary>
internal sealed record Requirement(string Metric, bool AtLeast, double Bound)
{
    private static readonly string[] s_metrics = ["train_loss", "train_acc", "val_loss", "val_acc", "test_loss", "test_acc"];

    public static Requirement Parse(string text)
    {
        foreach (var (sign, atLeast) in new[] { (">=", true), ("<=", false) })
        {
            var at = text.IndexOf(sign, StringComparison.Ordinal);
            if (at < 0) continue;
            var metric = text[..at].Trim();
            if (!double.TryParse(text[(at + 2)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var bound)) break;
            if (s_metrics.Contains(metric)) return new Requirement(metric, atLeast, bound);
            throw new UnknownNameException("metric", metric, s_metrics);
        }
        throw new UsageException($"--require '{text}' is not of the form METRIC>=X or METRIC<=X, such as test_acc>=0.98.");
    }

    /// <summary>Says on standard error what is not met, and returns the exit code.</summary>
    public static int Judge(Requirement[] requirements, EpochMetrics? last, Score test)
    {
        var failed = false;
        foreach (var requirement in requirements)
        {
            var value = requirement.Value(last, test);
            if (requirement.IsMet(value)) continue;
            StandardStreams.Error.WriteLine(FormattableString.Invariant($"adjoint: required {requirement}, and it is {value:0.####}."));
            failed = true;
        }
        return failed ? ExitCode.RequirementNotMet : ExitCode.Done;
    }

    private double Value(EpochMetrics? last, Score test) => Metric switch
    {
        "train_loss" => last?.Train.Loss,
        "train_acc" => last?.Train.Accuracy,
        "val_loss" => last?.Validation?.Loss,
        "val_acc" => last?.Validation?.Accuracy,
        "test_loss" => test.Loss,
        _ => test.Accuracy,
    } ?? double.NaN;

    // NaN meets nothing.
    private bool IsMet(double value) => AtLeast ? value >= Bound : value <= Bound;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Metric}{(AtLeast ? ">=" : "<=")}{Bound}");
}
