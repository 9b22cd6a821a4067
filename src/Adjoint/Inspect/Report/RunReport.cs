using Adjoint.Data;
using Adjoint.IO;
using Adjoint.Nn;
using Adjoint.Training;

namespace Adjoint.Inspect;

/// <summary>
/// A run on one page, <c>report.html</c>: what the data were and what was done to them, how it was trained, how well it did and where it
/// failed. One file without a network: a picture of it can be sent by mail and read in ten years.
/// </summary>
public sealed class RunReport
{
    private readonly RunFolder _folder;
    private readonly RunConfig _config;

    /// <summary>A report of a run; what is known beyond its folder is set beside.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="config">What was run.</param>
    public RunReport(RunFolder folder, RunConfig config)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(config);
        (_folder, _config) = (folder, config);
    }

    /// <summary>The trained numbers of the network; null if it is not at hand.</summary>
    public long? ParameterCount { get; init; }

    /// <summary>The network as text; null if it is not at hand.</summary>
    public string? Network { get; init; }

    /// <summary>The network itself, to look into if it takes images; null if it is not at hand.</summary>
    public Module<Tensor, Tensor>? Model { get; init; }

    /// <summary>What the table was; null in a run on other data.</summary>
    public TableConfig? Table { get; init; }

    /// <summary>The table itself, to show rows of; null if it is not at hand.</summary>
    public TabularData? Rows { get; init; }

    /// <summary>What the network made of the test examples; null if they were not measured.</summary>
    public TestOutcome? Test { get; init; }

    /// <summary>Why there are no test examples, to be said in their place.</summary>
    public string? TestProblem { get; init; }

    /// <summary>What a linear model says of the columns; null for other models.</summary>
    public LinearCoefficients? Coefficients { get; init; }

    /// <summary>Writes the page into the run's folder.</summary>
    /// <exception cref="InvalidDataException">The metrics of the run are damaged.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save() => AtomicFile.WriteText(_folder.ReportFile, ToHtml());

    /// <summary>The page.</summary>
    /// <exception cref="InvalidDataException">The metrics of the run are damaged.</exception>
    public string ToHtml()
    {
        var page = new HtmlPage($"{_config.Model} on {_config.Data}");
        page.Paragraph($"Run {Path.GetFileName(Path.GetFullPath(_folder.Path))}: {_config.Task}"
            + (_config.Classes.Count == 0 ? $" of {string.Join(", ", _config.TargetNames)}." : $" into {_config.Classes.Count} classes."),
            faint: true);
        ResultSection.Add(page, Test?.Score ?? RunHistory.Test(_folder.MetricsFile), Table, RunHistory.Folds(_folder.MetricsFile),
            TestProblem);
        if (Table is not null) DataSection.Add(page, Table);
        TrainingSection.Add(page, _config, ParameterCount, Network, RunHistory.Epochs(_folder.MetricsFile));
        if (Test is { Confusion: not null, Score.Count: > 0 } classified) ClassSection.Add(page, classified);
        else if (Test is not null && TellsValues(Test)) ValueSection.Add(page, Test, Table, Rows);
        if (Model is not null && Test is not null && ImageSection.Suits(Test)) ImageSection.Add(page, Model, Test);
        if (Coefficients is not null) CoefficientSection.Add(page, Coefficients);
        return page.ToString();
    }

    // A network that tells its input again tells no target.
    private bool TellsValues(TestOutcome test) =>
        TaskEntry.Find(_config.Task).Targets == TargetKind.Values && _config.TargetNames.Count > 0 && test.Score.Count > 0;
}
