using static Adjoint.Core.Tests.Fixtures.Counterparts;

namespace Adjoint.Core.Tests.Fixtures;

internal static class LinearCounterparts
{
    public static Dictionary<string, Counterpart> Table { get; } = new()
    {
        ["matmul"] = One(x => x[0].Matmul(x[1])),
        ["linear"] = One(x => x[0].Linear(x[1], x.Length > 2 ? x[2] : null)),
        ["dot"] = One(x => x[0].Dot(x[1])),
        ["outer"] = One(x => x[0].Outer(x[1])),
        ["trace"] = One(x => x[0].Trace()),
        ["einsum"] = One((x, a) => Tensor.Einsum(a.Text("equation"), x)),
    };
}
