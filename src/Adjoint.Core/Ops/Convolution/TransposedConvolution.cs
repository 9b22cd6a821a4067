using System.Globalization;

namespace Adjoint;

/// <summary>The attributes of a transposed convolution, one number a dimension of the kernel.</summary>
internal sealed record TransposedOptions(int[] Stride, int[] Padding, int[] OutputPadding, int[] Dilation, int Groups);

/// <summary>Transposed convolutions of one or two dimensions, as the adjoint of the convolution by its input.</summary>
internal static class TransposedConvolution
{
    public static Tensor Apply(string operation, Tensor x, Tensor weight, Tensor? bias, TransposedOptions options)
    {
        var sizes = OutputSizes(operation, x, weight, options);
        var outChannels = weight.Shape[1] * options.Groups;
        if (bias is not null) ConvolutionShapes.RequireBias(operation, x, bias, outChannels);
        var gradient = WithOutputPadding(x, options);
        var kernels = weight;
        if (sizes.Length == 1) (gradient, kernels) = (gradient.Unsqueeze(2), weight.Unsqueeze(2));
        int[] full = sizes.Length == 1 ? [1, sizes[0]] : sizes;
        var output = new Conv2dBackwardInputOperation(Options(options), [x.Shape[0], outChannels, full[0], full[1]])
            .Apply(gradient, kernels);
        if (sizes.Length == 1) output = output.Squeeze(2);
        return bias is null ? output : output + bias.Reshape([outChannels, .. Enumerable.Repeat(1, sizes.Length)]);
    }

    private static Conv2dOptions Options(TransposedOptions o) => o.Stride.Length == 1
        ? new(1, o.Stride[0], 0, o.Padding[0], 1, o.Dilation[0], o.Groups)
        : new(o.Stride[0], o.Stride[1], o.Padding[0], o.Padding[1], o.Dilation[0], o.Dilation[1], o.Groups);

    // An output padding of a whole stride or more, which a large dilation allows, is a window of zeros more.
    private static Tensor WithOutputPadding(Tensor x, TransposedOptions options)
    {
        var extra = new (int Before, int After)[x.Rank];
        var isLonger = false;
        for (var axis = 0; axis < options.Stride.Length; axis++)
        {
            extra[axis + 2] = (0, options.OutputPadding[axis] / options.Stride[axis]);
            isLonger |= extra[axis + 2].After > 0;
        }
        return isLonger ? x.Pad(extra) : x;
    }

    private static int[] OutputSizes(string operation, Tensor x, Tensor weight, TransposedOptions options)
    {
        var axes = options.Stride.Length;
        RequireFit(operation, x, weight, options);
        var sizes = new int[axes];
        Span<long> counted = stackalloc long[axes + 2];
        (counted[0], counted[1]) = (x.Shape[0], (long)weight.Shape[1] * options.Groups);
        for (var axis = 0; axis < axes; axis++)
        {
            counted[axis + 2] = Size(operation, WindowArithmetic.Axes(axes)[axis], axis, x.Shape[axis + 2], weight.Shape[axis + 2], options);
            sizes[axis] = (int)counted[axis + 2];
        }
        WindowArithmetic.RequireCount(operation, counted);
        return sizes;
    }

    private static void RequireFit(string operation, Tensor x, Tensor weight, TransposedOptions options)
    {
        var axes = options.Stride.Length;
        Check.Float(operation, x);
        if (weight.DType != x.DType)
        {
            throw new DTypeException(operation, $"element types differ: {x.Type} and a weight of {weight.Type}. Hint: convert one of "
                + $"them with To({nameof(DType)}.{x.DType}).");
        }
        ConvolutionShapes.RequireAttributes(operation, options.Stride, options.Padding, options.Dilation, options.Groups);
        WindowArithmetic.RequireAtLeast(operation, "outputPadding", 0, options.OutputPadding);
        WindowArithmetic.RequireRank(operation, x.Shape, axes);
        if (weight.Rank != axes + 2)
        {
            throw new ShapeException(operation, $"its weight must be [in channels, out channels / groups, "
                + $"{string.Join(", ", WindowArithmetic.Axes(axes).ToArray())}], and its shape is {weight.Shape}.");
        }
        if (weight.Shape[0] == x.Shape[1] && weight.Shape[0] % options.Groups == 0) return;
        throw new ShapeException(operation, $"channels do not fit: input {x.Shape} has {x.Shape[1]}, and weight {weight.Shape} takes "
            + $"{weight.Shape[0]}" + (weight.Shape[0] % options.Groups != 0
                ? $"; {weight.Shape[0]} input channels do not divide into {options.Groups} groups."
                : "."));
    }

    private static long Size(string operation, string axis, int index, int size, int kernel, TransposedOptions options)
    {
        var (stride, padding, dilation, extra) =
            (options.Stride[index], options.Padding[index], options.Dilation[index], options.OutputPadding[index]);
        if (extra >= Math.Max(stride, dilation))
        {
            throw new ArgumentException(ErrorText.Of(operation, string.Create(CultureInfo.InvariantCulture,
                $"outputPadding {extra} along the {axis} must be less than the stride {stride} or the dilation {dilation}.")));
        }
        var full = (size - 1L) * stride + dilation * (kernel - 1L) + extra + 1;
        if (kernel > 0 && full <= int.MaxValue && full - 2L * padding >= 1) return full - 2L * padding;
        throw new ShapeException(operation, string.Create(CultureInfo.InvariantCulture,
            $"the output has no {axis} that a tensor can have: (H - 1)s - 2p + d(k - 1) + 1 + outputPadding = "
            + $"({size} - 1)*{stride} - 2*{padding} + {dilation}*({kernel} - 1) + 1 + {extra} = {full - 2L * padding}."));
    }
}
