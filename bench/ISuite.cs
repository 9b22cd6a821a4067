namespace Adjoint.Bench;

/// <summary>
/// A class that brings suites. The source generator strings all of them together in <c>SuiteCatalogue</c>: a suite is one file.
/// </summary>
[Catalogue("SuiteCatalogue")]
internal interface ISuite
{
    static abstract IEnumerable<Suite> Suites { get; }
}

/// <summary>Measurements that are asked for by one name.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Description">One line: what is measured.</param>
/// <param name="Run">Takes the measurements and reports them.</param>
internal sealed record Suite(string Name, string Description, Action<BenchRun> Run);
