using static Adjoint.Core.Tests.Fixtures.Counterparts;

namespace Adjoint.Core.Tests.Fixtures;

internal static class IndexCounterparts
{
    public static Dictionary<string, Counterpart> Table { get; } = new()
    {
        ["gather"] = One((x, a) => x[0].Gather(a.Int("dim"), x[1])),
        ["scatter_add"] = One((x, a) => x[0].ScatterAdd(a.Int("dim"), x[1], x[2])),
        ["index_select"] = One((x, a) => x[0].IndexSelect(a.Int("dim"), x[1])),
        ["index_add"] = One((x, a) => x[0].IndexAdd(a.Int("dim"), x[1], x[2])),
        ["one_hot"] = One((x, a) => x[0].OneHot(a.Int("classes"), DType.Int64)),
        ["sort"] = (x, a) => x[0].Sort(a.Int("dim"), a.Flag("descending")) is var (values, positions) ? [values, positions] : [],
        ["argsort"] = One((x, a) => x[0].ArgSort(a.Int("dim"), a.Flag("descending"))),
        ["topk"] = (x, a) =>
            x[0].TopK(a.Int("count"), a.Int("dim"), a.Flag("largest")) is var (values, positions) ? [values, positions] : [],
        ["cumulative_sum"] = One((x, a) => x[0].CumulativeSum(a.Int("dim"))),
    };
}
