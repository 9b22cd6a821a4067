using Adjoint.Backends;

namespace Adjoint;

internal sealed class ProdOperation(bool[] reduced, bool keepDim) : ReduceOperation(reduced, keepDim), IOperationSamples
{
    public static IEnumerable<Sample> Samples =>
    [
        new(new ProdOperation([true, true], false), SampleInput.Real([2, 3])),
        new(new ProdOperation([false, true, false], true), SampleInput.Real([2, 3, 2])),
        new(new ProdOperation([true, false, true], false), SampleInput.Real([2, 3, 2])),
    ];

    protected internal override Saved Saves => Saved.Input0;

    private protected override Reduction Reduction => Reduction.Product;

    // d(x_1 ... x_n) = the sum over i of the product of all others dx_i
    protected override Tensor Gradient(Tensor gradient, SavedValues saved)
    {
        var x = saved.Input(0);
        if (x.ElementCount == 0) return gradient.Expand(x.Shape);
        var order = KeptThenReduced();
        var lines = x.Permute(order);
        var count = (int)x.CountAlong(Reduced);
        var others = ProductOfOthers(lines.Reshape(x.ElementCount / count, count)).Reshape(lines.Shape);
        return gradient * others.Permute(Inverse(order));
    }

    /// <summary>
    /// The product of all other elements of each row, without a division, so that zeros do no harm, at any order. From the leaves of a tree
    /// of pairs to its root go products; on the way back each element's others are its pair's others times its partner.
    /// </summary>
    private static Tensor ProductOfOthers(Tensor rows)
    {
        var (height, width) = (rows.Shape[0], rows.Shape[1]);
        if (width == 1) return rows.NewFull(rows.Shape, 1);
        var even = width % 2 == 0 ? rows : rows.Pad([(0, 0), (0, 1)], 1);
        var pairs = even.Reshape(height, (width + 1) / 2, 2);
        var others = ProductOfOthers(pairs.Select(2, 0) * pairs.Select(2, 1));
        return (others.Unsqueeze(2) * pairs.Flip(2)).Reshape(height, even.Shape[1]).Narrow(1, 0, width);
    }

    private int[] KeptThenReduced()
    {
        var dims = Enumerable.Range(0, Reduced.Length);
        var flags = Reduced.ToArray();
        return [.. dims.Where(dim => !flags[dim]), .. dims.Where(dim => flags[dim])];
    }

    private static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++) inverse[order[i]] = i;
        return inverse;
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The product of all elements, or over the given dimensions; 1 of no elements; floats or int64. The derivative is right where
        /// elements are 0 as well (PyTorch: <c>torch.prod</c>).
        /// </summary>
        /// <param name="dims">The dimensions to fold; negative ones count from the end; none for all.</param>
        /// <param name="keepDim">Keep the folded dimensions with size 1.</param>
        /// <exception cref="ShapeException">A dimension does not exist or is given twice.</exception>
        public Tensor Prod(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
            new ProdOperation(ReduceOperation.Mark(x, dims, "prod"), keepDim).Apply(x);

        /// <inheritdoc cref="Prod(Tensor, ReadOnlySpan{int}, bool)"/>
        public Tensor Prod(int dim, bool keepDim = false) => x.Prod([dim], keepDim);
    }
}
