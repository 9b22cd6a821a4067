using Adjoint.Data.Images;
using Adjoint.Graphs.Drawing;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// Where a convolutional network sees a class: Grad-CAM (Selvaraju et al., 2017). With the maps A_k of a layer and the score y of the class,
/// a_k is the mean of dy/dA_k over all places, and the picture is max(0, sum over k of a_k A_k).
/// </summary>
/// <param name="Layer">The path of the layer.</param>
/// <param name="Class">The class.</param>
/// <param name="Weights">The weights a_k, [channels].</param>
/// <param name="Map">The picture in the layer's resolution, [height, width].</param>
public sealed record GradCam(string Layer, int Class, Tensor Weights, Tensor Map)
{
    /// <summary>Explains the score of a class at an image.</summary>
    /// <param name="network">Turns [1, channels, height, width] into scores [1, classes]; it is run in evaluation mode.</param>
    /// <param name="image">[channels, height, width].</param>
    /// <param name="layer">The path of the layer; the last one that puts out maps if omitted.</param>
    /// <param name="target">The class; the one with the highest score if omitted.</param>
    /// <exception cref="ShapeException">The network does not take the image, or puts out no scores.</exception>
    /// <exception cref="UnknownNameException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">The layer puts out no maps.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="GradientException">The score does not depend on the layer.</exception>
    /// <exception cref="InvalidOperationException">Recording is turned off.</exception>
    public static GradCam Of(Module<Tensor, Tensor> network, Tensor image, string? layer = null, int? target = null)
    {
        var (pass, _) = NetworkPass.Record(network, ImageInput.Batch(network, image));
        var label = ClassScore.Find(pass.Scores, target);
        var (path, _, maps) = LayerChoice.Maps(pass.Outputs, layer);
        var gradient = Gradient.Of(ClassScore.Of(pass.Scores, label).Sum(), maps)[0];
        using var noGrad = NoGrad.Begin();
        var weights = gradient.Mean([0, 2, 3]);
        var map = (maps.Detach() * weights.Reshape([-1, 1, 1])).Sum(1)[0].Relu();
        return new GradCam(path, label, weights, map);
    }

    /// <summary>The picture in the image's resolution, by bilinear interpolation.</summary>
    /// <param name="height">The image's height.</param>
    /// <param name="width">The image's width.</param>
    public Tensor At(int height, int width) => ImageSize.Resize(Map.Unsqueeze(0), height, width)[0];

    /// <summary>The image, and the picture over it.</summary>
    /// <param name="image">The image, [channels, height, width].</param>
    public PictureGrid ToGrid(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var picture = Colouring.OfImage(image);
        var map = At(picture.Shape[1], picture.Shape[2]);
        var heat = Colouring.OfMap(map, ColourScale.Rising(0, map.Max().Item()));
        return new PictureGrid
        {
            Title = $"Grad-CAM at {Layer}",
            Columns = 3,
            CellSize = 160,
            Cells = [new(picture, "image"), new(heat, "Grad-CAM"), new(Colouring.Blend(heat, picture, 0.6), "both")],
        };
    }
}
