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
        ConvolutionShapes.Windows(operation, input, weight,
            [StrideHeight, StrideWidth], [PaddingHeight, PaddingWidth], [DilationHeight, DilationWidth], Groups);
        return new ConvolutionGeometry(input[0], input[1], input[2], input[3], weight[0], weight[2], weight[3],
            StrideHeight, StrideWidth, PaddingHeight, PaddingWidth, DilationHeight, DilationWidth, Groups);
    }
}
