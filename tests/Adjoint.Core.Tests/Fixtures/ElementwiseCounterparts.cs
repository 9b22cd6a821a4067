using static Adjoint.Core.Tests.Fixtures.Counterparts;

namespace Adjoint.Core.Tests.Fixtures;

internal static class ElementwiseCounterparts
{
    public static Dictionary<string, Counterpart> Table { get; } = new()
    {
        ["neg"] = One(x => -x[0]),
        ["sin"] = One(x => x[0].Sin()),
        ["cos"] = One(x => x[0].Cos()),
        ["add"] = One(x => x[0] + x[1]),
        ["mul"] = One(x => x[0] * x[1]),
    };
}
