namespace Adjoint.Core.Tests.Fixtures;

/// <summary>What we compute for a case: outputs from inputs and attributes.</summary>
internal delegate Tensor[] Counterpart(Tensor[] x, FixtureAttributes a);

/// <summary>For each operation of the fixtures, the same thing in our words; one table a family.</summary>
internal static class Counterparts
{
    private static readonly Dictionary<string, Counterpart> s_all = new[]
    {
        ElementwiseCounterparts.Table, ReduceCounterparts.Table, ShapeCounterparts.Table, IndexCounterparts.Table, LinearCounterparts.Table,
        NetworkCounterparts.Table, ActivationCounterparts.Table,
    }.SelectMany(table => table).ToDictionary();

    public static IReadOnlyDictionary<string, Counterpart> All => s_all;

    /// <summary>A counterpart with a single output.</summary>
    public static Counterpart One(Func<Tensor[], FixtureAttributes, Tensor> compute) => (x, a) => [compute(x, a)];

    /// <summary>A counterpart with a single output and no attributes.</summary>
    public static Counterpart One(Func<Tensor[], Tensor> compute) => (x, _) => [compute(x)];
}
