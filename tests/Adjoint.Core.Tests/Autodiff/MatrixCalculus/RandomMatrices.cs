using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Core.Tests.Autodiff.MatrixCalculus;

/// <summary>Random sizes and matrices for laws of matrix calculus, and the test that two tensors are equal.</summary>
internal sealed class RandomMatrices(int m, int n, int p, ulong seed)
{
    private readonly Generator _generator = new(seed);

    public int M => m;

    public int N => n;

    public int P => p;

    /// <summary>Holds a law for a hundred draws of three sizes from 1 to 4 and of the numbers.</summary>
    public static void ForAll(Action<RandomMatrices> law) => Prop.ForAll(
        (from sizes in Gen.Choose(1, 4).Three() from seed in Gen.Choose(0, int.MaxValue) select (sizes, seed)).ToArbitrary(),
        draw => law(new RandomMatrices(draw.sizes.Item1, draw.sizes.Item2, draw.sizes.Item3, (ulong)draw.seed))).QuickCheckThrowOnFailure();

    /// <summary>Normal random numbers, float64.</summary>
    public Tensor Draw(params int[] sizes) => Tensor.RandN(Shape.Create(sizes), _generator, DType.Float64);

    public Tensor Symmetric(int size)
    {
        var a = Draw(size, size);
        return a + a.Transpose(0, 1);
    }

    public static void Equal(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        var (e, a) = (expected.ToArray<double>(), actual.ToArray<double>());
        for (var i = 0; i < e.Length; i++) Assert.Equal(e[i], a[i], 1e-10 * Math.Max(1, Math.Abs(e[i])));
    }
}
