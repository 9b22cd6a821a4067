using Adjoint.Backends;

namespace Adjoint;

/// <summary>The shape rule of poolings over one, two or three dimensions.</summary>
internal static class PoolingShapes
{
    /// <summary>Checks attributes and input [N, C, ..] of windows that slide.</summary>
    public static void Require(string operation, Shape input, ReadOnlySpan<int> kernel, ReadOnlySpan<int> stride,
        ReadOnlySpan<int> padding, ReadOnlySpan<int> dilation, bool ceilMode)
    {
        WindowArithmetic.RequireAtLeast(operation, "window", 1, kernel);
        WindowArithmetic.RequireAtLeast(operation, "stride", 1, stride);
        WindowArithmetic.RequireAtLeast(operation, "padding", 0, padding);
        WindowArithmetic.RequireAtLeast(operation, "dilation", 1, dilation);
        var axes = WindowArithmetic.Axes(kernel.Length);
        WindowArithmetic.RequireRank(operation, input, axes.Length);
        Span<long> sizes = stackalloc long[axes.Length + 2];
        (sizes[0], sizes[1]) = (input[0], input[1]);
        for (var axis = 0; axis < axes.Length; axis++)
        {
            if (padding[axis] > kernel[axis] / 2)
            {
                throw new ArgumentException(ErrorText.Of(operation, $"padding {WindowArithmetic.Text(padding)} must be at most half the "
                    + $"window {WindowArithmetic.Text(kernel)}, so that no window lies in the padding alone."));
            }
            RequireElements(operation, input, axis, axes[axis]);
            sizes[axis + 2] = WindowArithmetic.Windows(operation, "window", axes[axis], input[axis + 2], kernel[axis], stride[axis],
                padding[axis], dilation[axis], ceilMode);
            if (dilation[axis] > 1 && padding[axis] > 0)
            {
                RequirePlaces(operation, axes[axis],
                    PoolingAxis.Sliding(input[axis + 2], kernel[axis], stride[axis], padding[axis], ceilMode, dilation[axis]));
            }
        }
        WindowArithmetic.RequireCount(operation, sizes);
    }

    /// <summary>Checks the sizes asked of an adaptive pooling and its input.</summary>
    public static void RequireAdaptive(string operation, Shape input, ReadOnlySpan<int> outputSize)
    {
        WindowArithmetic.RequireAtLeast(operation, "outputSize", 1, outputSize);
        WindowArithmetic.RequireRank(operation, input, outputSize.Length);
        Span<long> sizes = stackalloc long[outputSize.Length + 2];
        (sizes[0], sizes[1]) = (input[0], input[1]);
        for (var axis = 0; axis < outputSize.Length; axis++)
        {
            RequireElements(operation, input, axis, WindowArithmetic.Axes(outputSize.Length)[axis]);
            sizes[axis + 2] = outputSize[axis];
        }
        WindowArithmetic.RequireCount(operation, sizes);
    }

    private static void RequireElements(string operation, Shape input, int axis, string name)
    {
        if (input[axis + 2] == 0) throw new ShapeException(operation, $"an input of shape {input} has no {name} to pool.");
    }

    // The taps of a dilated window may step over a small input.
    private static void RequirePlaces(string operation, string name, PoolingAxis axis)
    {
        for (var i = 0; i < axis.OutSize; i++)
        {
            if (axis.Window(i).Size > 0) continue;
            throw new ShapeException(operation, $"window {i} along the {name} has all its places in the padding: {axis.Kernel} of them, "
                + $"{axis.Dilation} apart, step over the {axis.Size} elements of the input.");
        }
    }
}
