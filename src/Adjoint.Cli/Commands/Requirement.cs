using System.Globalization;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>A demand on the result, such as <c>test_acc&gt;=0.98</c>; the program fails if it is not met.</summary>
internal sealed record Requirement(string Metric, bool AtLeast, double Bound)
{
    private static readonly string[] s_parts = ["train", "val", "test"];

    public static Requirement Parse(string text)
    {
        foreach (var (sign, atLeast) in new[] { (">=", true), ("<=", false) })
        {
            var at = text.IndexOf(sign, StringComparison.Ordinal);
            if (at < 0) continue;
            var metric = text[..at].Trim();
            if (!double.TryParse(text[(at + 2)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var bound)) break;
            return new Requirement(metric, atLeast, bound);
        }
        throw new UsageException($"--require '{text}' is not of the form METRIC>=X or METRIC<=X, such as test_acc>=0.98.");
    }

    /// <summary>Checks that the task has the metric.</summary>
    /// <exception cref="UnknownNameException">It has not.</exception>
    public void RequireKnown(LearningTask task)
    {
        string[] names = ["loss", .. task.NewMetrics().Select(metric => metric.Name)];
        string[] known = [.. s_parts.SelectMany(part => names.Select(name => $"{part}_{name}")), .. names[1..]];
        if (!known.Contains(Metric)) throw new UnknownNameException("metric", Metric, known);
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

    // A metric without a part is that of the test examples.
    private double Value(EpochMetrics? last, Score test)
    {
        var at = Metric.IndexOf('_', StringComparison.Ordinal);
        if (at < 0) return test[Metric];
        var name = Metric[(at + 1)..];
        return Metric[..at] switch
        {
            "train" => last?.Train[name],
            "val" => last?.Validation?[name],
            _ => test[name],
        } ?? double.NaN;
    }

    // NaN meets nothing.
    private bool IsMet(double value) => AtLeast ? value >= Bound : value <= Bound;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Metric}{(AtLeast ? ">=" : "<=")}{Bound}");
}
