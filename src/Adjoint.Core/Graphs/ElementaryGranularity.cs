using Adjoint.Autodiff;

namespace Adjoint.Graphs;

/// <summary>
/// Until the scope ends, operations that are made of smaller ones are computed and recorded as those (a sigmoid as negation, exponential,
/// sum and quotient; UBC lecture 2, elementary against complex granularity): <c>using var fine = ElementaryGranularity.Begin();</c>.
/// The numbers are the same up to rounding.
/// </summary>
public readonly ref struct ElementaryGranularity
{
    private readonly RecordScope _scope;

    private ElementaryGranularity(RecordScope scope) => _scope = scope;

    /// <summary>True while operations are taken apart.</summary>
    public static bool IsActive => RecordScope.Has(RecordMode.Elementary);

    /// <summary>Begins to take operations apart.</summary>
    public static ElementaryGranularity Begin() => new(RecordScope.Set(RecordMode.Elementary, true));

    /// <summary>Restores what was before.</summary>
    public void Dispose() => _scope.Dispose();
}
