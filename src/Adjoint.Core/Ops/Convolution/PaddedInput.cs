namespace Adjoint;

/// <summary>The input of a convolution and the zeros to lay around it, the same number on both sides of a dimension.</summary>
/// <param name="Input">The input, longer by a zero where the padding is not even.</param>
/// <param name="Padding">The zeros still to add, one number a dimension of the kernel.</param>
internal readonly record struct PaddedInput(Tensor Input, int[] Padding)
{
    /// <summary>Checks the attributes and resolves <see cref="Adjoint.Padding.Same"/> for input [N, C, ..] and weight [O, C/groups, ..].</summary>
    public static PaddedInput For(
        string operation, Tensor x, Tensor weight, Padding padding, ReadOnlySpan<int> stride, ReadOnlySpan<int> dilation, int groups)
    {
        ArgumentNullException.ThrowIfNull(weight);
        var axes = stride.Length;
        WindowArithmetic.RequireRank(operation, x.Shape, axes);
        // The operation itself tells of a weight of the wrong rank.
        if (weight.Rank != axes + 2) return new PaddedInput(x, new int[axes]);
        var around = padding.Around(operation, weight.Shape.Sizes[2..], dilation);
        ConvolutionShapes.RequireAttributes(operation, stride, [], dilation, groups);
        if (padding.IsSame) RequireUnitStride(operation, stride);
        return new PaddedInput(WithOddZeros(x, around), Array.ConvertAll(around, pair => pair.Before));
    }

    private static void RequireUnitStride(string operation, ReadOnlySpan<int> stride)
    {
        foreach (var step in stride)
        {
            if (step == 1) continue;
            throw new ArgumentException(ErrorText.Of(operation,
                $"padding 'same' keeps the size of the input only with stride 1, and the stride is {WindowArithmetic.Text(stride)}."));
        }
    }

    private static Tensor WithOddZeros(Tensor x, (int Before, int After)[] around)
    {
        var extra = new (int Before, int After)[x.Rank];
        var isOdd = false;
        for (var axis = 0; axis < around.Length; axis++)
        {
            extra[axis + 2] = (0, around[axis].After - around[axis].Before);
            isOdd |= extra[axis + 2].After > 0;
        }
        return isOdd ? x.Pad(extra) : x;
    }
}
