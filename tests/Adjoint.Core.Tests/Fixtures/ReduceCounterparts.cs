using static Adjoint.Core.Tests.Fixtures.Counterparts;

namespace Adjoint.Core.Tests.Fixtures;

internal static class ReduceCounterparts
{
    public static Dictionary<string, Counterpart> Table { get; } = new()
    {
        ["sum"] = One((x, a) => x[0].Sum(a.Ints("dim"), a.Flag("keepDim"))),
    };
}
