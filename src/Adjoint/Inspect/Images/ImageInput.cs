using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>One image as networks take it.</summary>
internal static class ImageInput
{
    /// <summary>[channels, height, width], or that with a batch of one in front, as [1, channels, height, width] of the network's element
    /// type.</summary>
    /// <exception cref="ShapeException">It is no single image.</exception>
    public static Tensor Batch(Module network, Tensor image)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        var isBatch = image.Rank == 4 && image.Shape[0] == 1;
        if (image.Rank != 3 && !isBatch)
        {
            throw new ShapeException("look", $"one image is needed, [channels, height, width], and its shape is {image.Shape}.");
        }
        var dtype = network.Parameters() is [var first, ..] ? first.DType : DType.Float32;
        return (isBatch ? image : image.Unsqueeze(0)).Detach().To(dtype);
    }
}
