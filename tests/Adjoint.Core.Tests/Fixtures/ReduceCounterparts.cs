using static Adjoint.Core.Tests.Fixtures.Counterparts;

namespace Adjoint.Core.Tests.Fixtures;

internal static class ReduceCounterparts
{
    public static Dictionary<string, Counterpart> Table { get; } = new()
    {
        ["sum"] = One((x, a) => x[0].Sum(a.Ints("dim"), a.Flag("keepDim"))),
        ["mean"] = One((x, a) => x[0].Mean(a.Ints("dim"), a.Flag("keepDim"))),
        ["log_sum_exp"] = One((x, a) => x[0].LogSumExp(a.Ints("dim"), a.Flag("keepDim"))),
        ["variance"] = One((x, a) => x[0].Var(a.Ints("dim"), a.Flag("keepDim"), a.Number("correction", 1))),
        ["norm"] = One((x, a) => x[0].Norm(a.Number("p", 2), a.Ints("dim"), a.Flag("keepDim"))),
        ["prod"] = One((x, a) => x[0].Prod(a.Int("dim"), a.Flag("keepDim"))),
        ["max"] = One((x, a) => x[0].Max(a.Int("dim"), a.Flag("keepDim"))),
        ["min"] = One((x, a) => x[0].Min(a.Int("dim"), a.Flag("keepDim"))),
        ["argmax"] = One((x, a) => x[0].ArgMax(a.Int("dim"), a.Flag("keepDim"))),
        ["argmin"] = One((x, a) => x[0].ArgMin(a.Int("dim"), a.Flag("keepDim"))),
    };
}
