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

    /// <summary>The type of the output of x, weight and, if given, bias.</summary>
    public TensorType Infer(Operation operation, ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length is not (2 or 3)) Check.Count(operation, inputs, 3);
        var (x, weight) = (inputs[0], inputs[1]);
        Check.Float(operation, x);
        Check.SameDType(operation, x, weight);
        var geometry = Geometry(operation.Name, x.Shape, weight.Shape);
        if (inputs.Length == 3) ConvolutionShapes.RequireBias(operation.Name, x, inputs[2], weight.Shape[0]);
        return new TensorType([geometry.Batch, geometry.OutChannels, geometry.OutHeight, geometry.OutWidth], x.DType);
    }

    /// <summary>Checks the attributes and the shapes of input [N, C, H, W] and weight [O, C/groups, KH, KW].</summary>
    public ConvolutionGeometry Geometry(string operation, Shape input, Shape weight)
    {
        ConvolutionShapes.Windows(operation, input, weight,
            [StrideHeight, StrideWidth], [PaddingHeight, PaddingWidth], [DilationHeight, DilationWidth], Groups);
        return new ConvolutionGeometry(input[0], input[1], input[2], input[3], weight[0], weight[2], weight[3],
            Step(StrideHeight, input[2], weight[2], PaddingHeight, DilationHeight),
            Step(StrideWidth, input[3], weight[3], PaddingWidth, DilationWidth),
            PaddingHeight, PaddingWidth, DilationHeight, DilationWidth, Groups);
    }

    // A step beyond the last window leaves the first one alone, as a step just beyond it does, which kernels can count with.
    private static int Step(int stride, int size, int kernel, int padding, int dilation) =>
        Math.Min(stride, size + 2 * padding - dilation * (kernel - 1));
}
