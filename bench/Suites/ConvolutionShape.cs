using System.Text.Json.Nodes;
using Adjoint.Backends;

namespace Adjoint.Bench;

/// <summary>One convolution of a known network; images and kernels are square.</summary>
/// <param name="Layer">Where it stands.</param>
/// <param name="Batch">Images.</param>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="Size">Height and width of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="Kernel">Height and width of the kernel.</param>
/// <param name="Stride">Step between windows.</param>
/// <param name="Padding">Zeros around the image.</param>
/// <param name="HasBias">False where a batch normalisation follows.</param>
/// <param name="Groups">Blocks of channels that do not see each other.</param>
internal sealed record ConvolutionShape(
    string Layer, int Batch, int InChannels, int Size, int OutChannels, int Kernel, int Stride, int Padding, bool HasBias, int Groups = 1)
{
    /// <summary>The layers of the networks of the zoo, each kind of shape at least once; the batch is that of training, or 1.</summary>
    public static IReadOnlyList<ConvolutionShape> All { get; } =
    [
        new("lenet.1", 64, 1, 28, 6, 5, 1, 2, true),
        new("lenet.2", 64, 6, 14, 16, 5, 1, 0, true),
        new("alexnet.1", 1, 3, 224, 96, 11, 4, 2, true),
        new("alexnet.2", 1, 96, 27, 256, 5, 1, 2, true),
        new("alexnet.3", 1, 256, 13, 384, 3, 1, 1, true),
        new("alexnet.1", 8, 3, 224, 96, 11, 4, 2, true),
        new("alexnet.2", 8, 96, 27, 256, 5, 1, 2, true),
        new("alexnet.3", 8, 256, 13, 384, 3, 1, 1, true),
        new("alexnet.4", 8, 384, 13, 384, 3, 1, 1, true),
        new("alexnet.5", 8, 384, 13, 256, 3, 1, 1, true),
        new("googlenet.stem", 1, 3, 224, 64, 7, 2, 3, true),
        new("googlenet.stem", 8, 3, 224, 64, 7, 2, 3, true),
        new("googlenet.reduce", 1, 64, 56, 64, 1, 1, 0, true),
        new("googlenet.3x3", 1, 64, 56, 192, 3, 1, 1, true),
        new("googlenet.3a.1x1", 1, 192, 28, 64, 1, 1, 0, true),
        new("googlenet.3a.1x1", 8, 192, 28, 64, 1, 1, 0, true),
        new("googlenet.3a.3x3", 1, 96, 28, 128, 3, 1, 1, true),
        new("googlenet.3a.5x5", 1, 16, 28, 32, 5, 1, 2, true),
        new("googlenet.3a.5x5", 8, 16, 28, 32, 5, 1, 2, true),
        new("googlenet.4a.1x1", 1, 480, 14, 192, 1, 1, 0, true),
        new("googlenet.5b.3x3", 1, 192, 7, 384, 3, 1, 1, true),
        new("googlenet.5b.5x5", 1, 48, 7, 128, 5, 1, 2, true),
        new("googlenet.5b.1x1", 1, 832, 7, 384, 1, 1, 0, true),
        new("cifar.resnet20", 32, 16, 32, 16, 3, 1, 1, false),
        new("cifar.stem", 32, 3, 32, 64, 3, 1, 1, false),
        new("cifar.1", 32, 64, 32, 64, 3, 1, 1, false),
        new("cifar.2", 32, 128, 16, 128, 3, 1, 1, false),
        new("cifar.3", 32, 256, 8, 256, 3, 1, 1, false),
        new("cifar.4", 32, 512, 4, 512, 3, 1, 1, false),
        new("cifar.2.down", 32, 64, 32, 128, 3, 2, 1, false),
        new("cifar.3.down", 32, 128, 16, 256, 3, 2, 1, false),
        new("cifar.4.down", 32, 256, 8, 512, 3, 2, 1, false),
        new("cifar.2.shortcut", 32, 64, 32, 128, 1, 2, 0, false),
        new("cifar.4.shortcut", 32, 256, 8, 512, 1, 2, 0, false),
        new("resnet.1", 8, 64, 56, 64, 3, 1, 1, false),
        new("resnet.2", 8, 128, 28, 128, 3, 1, 1, false),
        new("resnet.3", 8, 256, 14, 256, 3, 1, 1, false),
        new("resnet.4", 8, 512, 7, 512, 3, 1, 1, false),
        new("resnet.expand", 8, 64, 56, 256, 1, 1, 0, false),
        new("resnet.reduce", 8, 1024, 14, 256, 1, 1, 0, false),
        new("resnet.shortcut", 8, 256, 56, 512, 1, 2, 0, false),
        new("vgg.1", 1, 3, 224, 64, 3, 1, 1, true),
        new("vgg.2", 1, 64, 112, 128, 3, 1, 1, true),
        new("vgg.4", 1, 256, 56, 256, 3, 1, 1, true),
        new("vgg.6", 1, 512, 28, 512, 3, 1, 1, true),
        new("depthwise", 8, 64, 56, 64, 3, 1, 1, false, 64),
        new("depthwise.down", 8, 128, 56, 128, 3, 2, 1, false, 128),
        new("depthwise", 8, 512, 14, 512, 3, 1, 1, false, 512),
    ];

    public ConvolutionGeometry Geometry => new(Batch, InChannels, Size, Size, OutChannels, Kernel, Kernel,
        Stride, Stride, Padding, Padding, 1, 1, Groups);

    /// <summary>A product and a sum for each tap of each element of the output; taps outside the image count too.</summary>
    public double Flops => 2.0 * Geometry.OutElements * Geometry.Taps;

    public JsonObject Config() => new()
    {
        ["layer"] = Layer,
        ["n"] = Batch,
        ["ci"] = InChannels,
        ["hw"] = Size,
        ["co"] = OutChannels,
        ["k"] = Kernel,
        ["stride"] = Stride,
        ["pad"] = Padding,
        ["groups"] = Groups,
        ["bias"] = HasBias,
    };
}
