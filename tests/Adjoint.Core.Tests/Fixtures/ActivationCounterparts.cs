using static Adjoint.Core.Tests.Fixtures.Counterparts;

namespace Adjoint.Core.Tests.Fixtures;

internal static class ActivationCounterparts
{
    public static Dictionary<string, Counterpart> Table { get; } = new()
    {
        ["hard_sigmoid"] = One(x => x[0].HardSigmoid()),
        ["relu6"] = One(x => x[0].Relu6()),
        ["leaky_relu"] = One((x, a) => x[0].LeakyRelu(a.Number("negativeSlope"))),
        ["prelu"] = One(x => x[0].Prelu(x[1])),
        ["elu"] = One((x, a) => x[0].Elu(a.Number("alpha"))),
        ["selu"] = One(x => x[0].Selu()),
        ["celu"] = One((x, a) => x[0].Celu(a.Number("alpha"))),
        ["gelu"] = One(x => x[0].Gelu()),
        ["gelu_tanh"] = One(x => x[0].GeluTanh()),
        ["silu"] = One(x => x[0].Silu()),
        ["mish"] = One(x => x[0].Mish()),
        ["softplus"] = One((x, a) => x[0].Softplus(a.Number("beta", 1), a.Number("threshold", 20))),
        ["softsign"] = One(x => x[0].Softsign()),
        ["maxout"] = One((x, a) => x[0].Maxout(a.Int("pieces"), a.Int("dim"))),
        ["glu"] = One((x, a) => x[0].Glu(a.Int("dim"))),
    };
}
