using static Adjoint.Core.Tests.Fixtures.Counterparts;

namespace Adjoint.Core.Tests.Fixtures;

internal static class ShapeCounterparts
{
    public static Dictionary<string, Counterpart> Table { get; } = new()
    {
        ["reshape"] = One((x, a) => x[0].Reshape(a.Ints("shape"))),
        ["expand"] = One((x, a) => x[0].Expand(Shape.Create(a.Ints("shape")))),
        ["permute"] = One((x, a) => x[0].Permute(a.Ints("dims"))),
        ["transpose"] = One((x, a) => x[0].Transpose(a.Int("dim0"), a.Int("dim1"))),
        ["movedim"] = One((x, a) => x[0].MoveDim(a.Int("source"), a.Int("destination"))),
        ["slice"] = One(Slice),
        ["select"] = One((x, a) => x[0].Select(a.Int("dim"), a.Int("index"))),
        ["narrow"] = One((x, a) => x[0].Narrow(a.Int("dim"), a.Int("start"), a.Int("length"))),
        ["squeeze"] = One((x, a) => a.Has("dim") ? x[0].Squeeze(a.Int("dim")) : x[0].Squeeze()),
        ["unsqueeze"] = One((x, a) => x[0].Unsqueeze(a.Int("dim"))),
        ["flatten"] = One((x, a) => x[0].Flatten(a.Int("startDim"), a.Int("endDim"))),
        ["diagonal"] = One((x, a) => x[0].Diagonal(a.Int("offset"), a.Int("dim0"), a.Int("dim1"))),
        ["concat"] = One((x, a) => Tensor.Concat(x, a.Int("dim"))),
        ["stack"] = One((x, a) => Tensor.Stack(x, a.Int("dim"))),
        ["split"] = (x, a) => a.IsList("sizes") ? x[0].Split(a.Ints("sizes"), a.Int("dim")) : x[0].Split(a.Int("sizes"), a.Int("dim")),
        ["chunk"] = (x, a) => x[0].Chunk(a.Int("count"), a.Int("dim")),
        ["pad"] = One((x, a) => x[0].Pad(a.Pairs("padding"), a.Number("value", 0))),
        ["flip"] = One((x, a) => x[0].Flip(a.Ints("dims"))),
        ["repeat"] = One((x, a) => x[0].Repeat(a.Ints("times"))),
        ["triu"] = One((x, a) => x[0].Triu(a.Int("diagonal"))),
        ["tril"] = One((x, a) => x[0].Tril(a.Int("diagonal"))),
        ["roll"] = One((x, a) => x[0].Roll(a.Int("shift"), a.Int("dim"))),
    };

    private static Tensor Slice(Tensor[] x, FixtureAttributes a)
    {
        var (start, stop, step) = (a.Ints("start"), a.Ints("stop"), a.Ints("step"));
        return x[0][[.. start.Select((from, dim) => (TensorIndex)(from..stop[dim], step[dim]))]];
    }
}
