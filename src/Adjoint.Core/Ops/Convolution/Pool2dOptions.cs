using Adjoint.Backends;

namespace Adjoint;

/// <summary>Windows of one size that slide over the image in steps.</summary>
internal sealed record Pool2dOptions(int KernelHeight, int KernelWidth, int StrideHeight, int StrideWidth, int PaddingHeight,
    int PaddingWidth, bool CeilMode, int DilationHeight = 1, int DilationWidth = 1) : PoolingOptions
{
    public static Pool2dOptions Of(Size2d kernel, Size2d? stride, Size2d? padding, bool ceilMode, Size2d? dilation = null)
    {
        var (step, around, spread) = (stride ?? kernel, padding ?? 0, dilation ?? 1);
        return new(kernel.Height, kernel.Width, step.Height, step.Width, around.Height, around.Width, ceilMode, spread.Height, spread.Width);
    }

    public override IEnumerable<KeyValuePair<string, object>> Attributes =>
    [
        new("kernelSize", $"({KernelHeight}, {KernelWidth})"),
        new("stride", $"({StrideHeight}, {StrideWidth})"),
        new("padding", $"({PaddingHeight}, {PaddingWidth})"),
        .. (DilationHeight, DilationWidth) == (1, 1)
            ? Array.Empty<KeyValuePair<string, object>>()
            : [new("dilation", $"({DilationHeight}, {DilationWidth})")],
        new("ceilMode", CeilMode),
    ];

    public override PoolingGeometry Geometry(string operation, Shape input)
    {
        PoolingShapes.Require(operation, input, [KernelHeight, KernelWidth], [StrideHeight, StrideWidth],
            [PaddingHeight, PaddingWidth], [DilationHeight, DilationWidth], CeilMode);
        return new PoolingGeometry(input[0] * input[1],
            PoolingAxis.Sliding(input[2], KernelHeight, StrideHeight, PaddingHeight, CeilMode, DilationHeight),
            PoolingAxis.Sliding(input[3], KernelWidth, StrideWidth, PaddingWidth, CeilMode, DilationWidth));
    }
}
