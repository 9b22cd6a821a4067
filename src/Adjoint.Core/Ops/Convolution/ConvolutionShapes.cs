namespace Adjoint;

/// <summary>The shape rule of convolutions of one, two or three dimensions.</summary>
internal static class ConvolutionShapes
{
    /// <summary>
    /// Checks attributes, input [N, C, ..] and weight [O, C/groups, ..], and gives the output's sizes along the kernel's dimensions.
    /// </summary>
    public static int[] Windows(string operation, Shape input, Shape weight,
        ReadOnlySpan<int> stride, ReadOnlySpan<int> padding, ReadOnlySpan<int> dilation, int groups)
    {
        RequireAttributes(operation, stride, padding, dilation, groups);
        var axes = WindowArithmetic.Axes(stride.Length);
        WindowArithmetic.RequireRank(operation, input, axes.Length);
        if (weight.Rank != axes.Length + 2)
        {
            throw new ShapeException(operation, $"its weight must be [out channels, in channels / groups, "
                + $"{string.Join(", ", axes.ToArray())}], and its shape is {weight}.");
        }
        RequireChannels(operation, input, weight, groups);
        var windows = new int[axes.Length];
        Span<long> sizes = stackalloc long[axes.Length + 2];
        (sizes[0], sizes[1]) = (input[0], weight[0]);
        for (var axis = 0; axis < axes.Length; axis++)
        {
            windows[axis] = WindowArithmetic.Windows(
                operation, "kernel", axes[axis], input[axis + 2], weight[axis + 2], stride[axis], padding[axis], dilation[axis]);
            sizes[axis + 2] = windows[axis];
        }
        WindowArithmetic.RequireCount(operation, sizes);
        return windows;
    }

    public static void RequireAttributes(
        string operation, ReadOnlySpan<int> stride, ReadOnlySpan<int> padding, ReadOnlySpan<int> dilation, int groups)
    {
        WindowArithmetic.RequireAtLeast(operation, "stride", 1, stride);
        WindowArithmetic.RequireAtLeast(operation, "padding", 0, padding);
        WindowArithmetic.RequireAtLeast(operation, "dilation", 1, dilation);
        WindowArithmetic.RequireAtLeast(operation, "groups", 1, [groups]);
    }

    /// <summary>Refuses a bias that is not one number an output channel.</summary>
    public static void RequireBias(string operation, Tensor x, Tensor bias, int outChannels)
    {
        if (bias.DType != x.DType)
        {
            throw new DTypeException(operation, $"element types differ: {x.Type} and a bias of {bias.Type}. Hint: convert one of them "
                + $"with To({nameof(DType)}.{x.DType}).");
        }
        if (bias.Rank == 1 && bias.Shape[0] == outChannels) return;
        throw new ShapeException(operation, $"its bias must have one element an output channel, [{outChannels}], "
            + $"and its shape is {bias.Shape}.");
    }

    private static void RequireChannels(string operation, Shape input, Shape weight, int groups)
    {
        if ((long)weight[1] * groups == input[1] && weight[0] % groups == 0) return;
        throw new ShapeException(operation, $"channels do not fit: input {input} has {input[1]}, "
            + $"and weight {weight} with {groups} group(s) takes {(long)weight[1] * groups}"
            + (weight[0] % groups != 0 ? $"; {weight[0]} output channels do not divide into {groups} groups." : "."));
    }
}
