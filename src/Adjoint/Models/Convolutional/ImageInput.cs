using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>Checks the images that a convolutional network is given, before a layer deep inside it runs out of pixels.</summary>
internal static class ImageInput
{
    /// <summary>Checks one batch of images.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="input">[batch, channels, height, width].</param>
    /// <param name="channels">The channels that the first layer takes.</param>
    /// <param name="least">The height and width that leave the last layer a pixel.</param>
    /// <exception cref="ShapeException">The images have other channels, or are too small.</exception>
    public static void Require(string network, Tensor input, int channels, int least)
    {
        if (input.Rank != 4 || input.Shape[1] != channels)
        {
            throw new ShapeException(network,
                $"takes images [batch, {channels}, height, width], and its input has shape {input.Shape}.");
        }
        if (input.Shape[2] >= least && input.Shape[3] >= least) return;
        throw new ShapeException(network, $"takes images of at least {least}x{least} pixels, since its strides leave nothing of smaller "
            + $"ones, and its input has shape {input.Shape}.");
    }

    /// <summary>Checks the sizes that a network is made with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is less than 1.</exception>
    public static void RequireSizes(string network, int inChannels, int classes)
    {
        LayerArgument.AtLeast(1, inChannels, network);
        LayerArgument.AtLeast(1, classes, network);
    }
}
