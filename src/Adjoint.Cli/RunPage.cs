using Adjoint.Cli.Commands;
using Adjoint.Data;
using Adjoint.Inspect;
using Adjoint.Training;

namespace Adjoint.Cli;

/// <summary>Writes <c>report.html</c> with all that is at hand.</summary>
internal static class RunPage
{
    /// <param name="folder">The run.</param>
    /// <param name="session">Its network.</param>
    /// <param name="table">Its table; null if it has none or it is not at hand.</param>
    /// <param name="test">What the network made of the test examples; null if they were not measured.</param>
    /// <param name="problem">Why they were not.</param>
    public static void Write(RunFolder folder, RunSession session, TabularData? table, TestOutcome? test, string? problem = null) =>
        new RunReport(folder, session.Config)
        {
            ParameterCount = session.Model.ParameterCount,
            Network = session.Model.ToString(),
            Model = session.Model,
            Table = session.Table,
            Rows = table,
            Test = test,
            TestProblem = problem,
            Coefficients = session.Table is { } config ? LinearCoefficients.Of(session.Model, config.Encoder) : null,
        }.Save();

    /// <summary>As <see cref="Write"/>, with the test examples measured anew; what is not there any more is left out, and this is
    /// said.</summary>
    public static void Rewrite(RunFolder folder, RunSession session, DataLocation location)
    {
        try
        {
            var table = TableRun.Open(folder)?.Data;
            var test = table?.Test ?? Load(session, location);
            Write(folder, session, table, TestOutcome.Measure(session.Model, session.Task, test));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
        {
            StandardStreams.Error.WriteLine($"adjoint: warning: the test examples are not at hand: {e.Message}");
            Write(folder, session, null, null, $"The test examples were not at hand when this page was written: {e.Message}");
        }
    }

    private static DataSet Load(RunSession session, DataLocation location)
    {
        var splits = DataCatalogue.Find(session.Config.Data).Load(location);
        return session.Fit(splits).Test;
    }
}
