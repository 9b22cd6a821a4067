using Adjoint.Backends;

namespace Adjoint;

/// <summary>The attributes that the pooling operations share.</summary>
internal sealed record Pool2dOptions(
    int KernelHeight, int KernelWidth, int StrideHeight, int StrideWidth, int PaddingHeight, int PaddingWidth, bool CeilMode)
{
    public IEnumerable<KeyValuePair<string, object>> Attributes =>
    [
        new("kernelSize", $"({KernelHeight}, {KernelWidth})"),
        new("stride", $"({StrideHeight}, {StrideWidth})"),
        new("padding", $"({PaddingHeight}, {PaddingWidth})"),
        new("ceilMode", CeilMode),
    ];

    /// <summary>Checks the attributes and the input [N, C, H, W].</summary>
    public PoolingGeometry Geometry(string operation, Shape input)
    {
        if (input.Rank != 4)
        {
            throw new ShapeException(operation, $"its input must be [batch, channels, height, width], and its shape is {input}.");
        }
        if (KernelHeight < 1 || KernelWidth < 1)
        {
            throw new ArgumentException(ErrorText.Of(operation, $"window ({KernelHeight}, {KernelWidth}) must be at least 1."));
        }
        if (StrideHeight < 1 || StrideWidth < 1)
        {
            throw new ArgumentException(ErrorText.Of(operation, $"stride ({StrideHeight}, {StrideWidth}) must be at least 1."));
        }
        if (PaddingHeight < 0 || PaddingWidth < 0 || 2 * PaddingHeight > KernelHeight || 2 * PaddingWidth > KernelWidth)
        {
            throw new ArgumentException(ErrorText.Of(operation,
                $"padding ({PaddingHeight}, {PaddingWidth}) must lie between 0 and half the window ({KernelHeight}, {KernelWidth})."));
        }
        CheckSize(operation, "height", input[2], KernelHeight, StrideHeight, PaddingHeight);
        CheckSize(operation, "width", input[3], KernelWidth, StrideWidth, PaddingWidth);
        return new PoolingGeometry(input[0] * input[1], input[2], input[3],
            KernelHeight, KernelWidth, StrideHeight, StrideWidth, PaddingHeight, PaddingWidth, CeilMode);
    }

    public Shape OutputShape(string operation, Shape input)
    {
        var geometry = Geometry(operation, input);
        return [input[0], input[1], geometry.OutHeight, geometry.OutWidth];
    }

    private static void CheckSize(string operation, string axis, int size, int kernel, int stride, int padding)
    {
        if (size + 2 * padding >= kernel && size > 0) return;
        throw new ShapeException(operation, $"the window does not fit into the padded {axis}: "
            + $"({axis} {size} + 2 * padding {padding} - window {kernel}) / stride {stride} + 1 is less than 1.");
    }
}
