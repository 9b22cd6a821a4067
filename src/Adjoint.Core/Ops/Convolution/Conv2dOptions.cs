using Adjoint.Backends;

namespace Adjoint;

/// <summary>The attributes that a convolution and its two adjoints share.</summary>
internal sealed record Conv2dOptions(
    int StrideHeight, int StrideWidth, int PaddingHeight, int PaddingWidth, int DilationHeight, int DilationWidth, int Groups)
{
    public static Conv2dOptions Plain { get; } = new(1, 1, 0, 0, 1, 1, 1);

    public IEnumerable<KeyValuePair<string, object>> Attributes =>
    [
        new("stride", $"({StrideHeight}, {StrideWidth})"),
        new("padding", $"({PaddingHeight}, {PaddingWidth})"),
        new("dilation", $"({DilationHeight}, {DilationWidth})"),
        new("groups", Groups),
    ];

    /// <summary>Checks the attributes and the shapes of input [N, C, H, W] and weight [O, C/groups, KH, KW].</summary>
    public ConvolutionGeometry Geometry(string operation, Shape input, Shape weight)
    {
        CheckAttributes(operation);
        if (input.Rank != 4)
        {
            throw new ShapeException(operation, $"its input must be [batch, channels, height, width], and its shape is {input}.");
        }
        if (weight.Rank != 4)
        {
            throw new ShapeException(operation, "its weight must be [out channels, in channels / groups, height, width], "
                + $"and its shape is {weight}.");
        }
        if (weight[1] * Groups != input[1] || weight[0] % Groups != 0)
        {
            throw new ShapeException(operation, $"channels do not fit: input {input} has {input[1]}, "
                + $"and weight {weight} with {Groups} group(s) takes {weight[1] * Groups}"
                + (weight[0] % Groups != 0 ? $"; {weight[0]} output channels do not divide into {Groups} groups." : "."));
        }
        var geometry = new ConvolutionGeometry(input[0], input[1], input[2], input[3], weight[0], weight[2], weight[3],
            StrideHeight, StrideWidth, PaddingHeight, PaddingWidth, DilationHeight, DilationWidth, Groups);
        CheckSize(operation, "height", input[2], weight[2], StrideHeight, PaddingHeight, DilationHeight);
        CheckSize(operation, "width", input[3], weight[3], StrideWidth, PaddingWidth, DilationWidth);
        return geometry;
    }

    private void CheckAttributes(string operation)
    {
        if (StrideHeight < 1 || StrideWidth < 1)
        {
            throw new ArgumentException(ErrorText.Of(operation, $"stride ({StrideHeight}, {StrideWidth}) must be at least 1."));
        }
        if (PaddingHeight < 0 || PaddingWidth < 0)
        {
            throw new ArgumentException(ErrorText.Of(operation, $"padding ({PaddingHeight}, {PaddingWidth}) cannot be negative."));
        }
        if (DilationHeight < 1 || DilationWidth < 1)
        {
            throw new ArgumentException(ErrorText.Of(operation, $"dilation ({DilationHeight}, {DilationWidth}) must be at least 1."));
        }
        if (Groups < 1) throw new ArgumentException(ErrorText.Of(operation, $"groups {Groups} must be at least 1."));
    }

    private static void CheckSize(string operation, string axis, int size, int kernel, int stride, int padding, int dilation)
    {
        if (kernel > 0 && (long)size + 2L * padding >= (long)dilation * (kernel - 1) + 1) return;
        throw new ShapeException(operation, $"the kernel does not fit into the padded {axis}: ({axis} {size} + 2 * padding {padding} "
            + $"- dilation {dilation} * (kernel {kernel} - 1) - 1) / stride {stride} + 1 is less than 1.");
    }
}
