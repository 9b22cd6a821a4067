using Adjoint.Autodiff;

namespace Adjoint.Graphs;

/// <summary>
/// Until the scope ends, what is recorded on this thread keeps every value it saw, constants and results, so that the graph can be shown with
/// its numbers, traced, or run again: <c>using var keep = KeepValues.Begin();</c>. Costs the memory of all intermediate results.
/// </summary>
public readonly ref struct KeepValues
{
    private readonly RecordScope _scope;

    private KeepValues(RecordScope scope) => _scope = scope;

    /// <summary>True while nodes keep all their values.</summary>
    public static bool IsActive => RecordScope.Has(RecordMode.KeepValues);

    /// <summary>Begins to keep values.</summary>
    public static KeepValues Begin() => new(RecordScope.Set(RecordMode.KeepValues, true));

    /// <summary>Restores what was before.</summary>
    public void Dispose() => _scope.Dispose();
}
