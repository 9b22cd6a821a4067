using Adjoint;
using Adjoint.Bench;

// Checked first and by itself: what a child process does is measured from the start of the process.
if (args is ["--child", .. var task]) return ChildWork.Run(ChildTask.Parse(task));

try
{
    var options = BenchOptions.Parse(args);
    if (options.MarkdownFrom is { } file)
    {
        Console.Out.Write(ResultTable.Of(Measurement.ReadLines(file)).ToMarkdown());
        return 0;
    }
    var known = SuiteCatalogue.Suites.ToArray();
    var suites = options.Suite == "all" ? known : known.Where(suite => suite.Name == options.Suite).ToArray();
    if (suites.Length == 0) throw new UnknownNameException("suite", options.Suite, [.. known.Select(suite => suite.Name), "all"]);
    Console.Error.WriteLine(Machine.Description);
    using var run = new BenchRun(options, options.Json ? new JsonReport() : new TableReport());
    foreach (var suite in suites)
    {
        suite.Run(run);
        run.EndSuite();
    }
    return 0;
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(BenchOptions.Usage);
    foreach (var suite in SuiteCatalogue.Suites) Console.Error.WriteLine($"  {suite.Name,-12} {suite.Description}");
    return 2;
}
catch (Exception e) when (e is UnknownNameException or PeerException or IOException or InvalidDataException)
{
    Console.Error.WriteLine(e.Message);
    return e is UnknownNameException ? 2 : 1;
}
