using Adjoint.Graphs.Drawing;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// The pictures of one test example in a report: the image, saliency, Grad-CAM and occlusion of the class that the network chose; fewer of
/// them for a network that takes long.
/// </summary>
/// <param name="Examples">How many examples there is time for.</param>
/// <param name="NoisyCopies">Copies of the image that saliency is smoothed over; 1 for none.</param>
/// <param name="OcclusionPlaces">Places of the covering square, at most; 0 to leave occlusion out.</param>
/// <param name="HasMaps">Whether a layer has maps for Grad-CAM.</param>
internal sealed record ExampleViews(int Examples, int NoisyCopies, int OcclusionPlaces, bool HasMaps)
{
    // About a second of one core in the networks of the zoo.
    private const double MostFlops = 2e10;
    private const int UsualCopies = 16;
    private const int UsualPlaces = 196;
    private const int LeastPlaces = 25;
    // A gradient costs about two forward passes beside the one that it needs.
    private const int PassesOfGradient = 3;
    private const double Opacity = 0.6;

    /// <summary>The number of pictures.</summary>
    public int Columns => 2 + (HasMaps ? 1 : 0) + (OcclusionPlaces > 0 ? 1 : 0);

    /// <summary>What the pictures are.</summary>
    public string Explanation => "From left to right: the image; saliency, the gradient of the chosen class's score by the pixels"
        + (NoisyCopies > 1 ? $" (mean of {NoisyCopies} noisy copies)" : "")
        + (HasMaps ? "; Grad-CAM, where the last maps speak for the class" : "")
        + (OcclusionPlaces > 0 ? "; occlusion, red where the score falls if a square covers the place" : "") + ".";

    /// <summary>What there is time for.</summary>
    /// <param name="flops">Floating-point operations of one forward pass.</param>
    /// <param name="examples">The number of examples that are wanted.</param>
    /// <param name="hasMaps">Whether a layer has maps.</param>
    public static ExampleViews Within(double flops, int examples, bool hasMaps)
    {
        var passes = MostFlops / Math.Max(flops, 1);
        var gradients = PassesOfGradient * (hasMaps ? 2 : 1);
        var shown = (int)Math.Clamp(passes / (gradients + LeastPlaces), 2, examples);
        var left = passes / shown - gradients;
        var copies = left > 2 * PassesOfGradient * UsualCopies ? UsualCopies : 1;
        var places = (int)Math.Clamp(left - PassesOfGradient * (copies - 1), 0, UsualPlaces);
        return new ExampleViews(shown, copies, places < LeastPlaces ? 0 : places, hasMaps);
    }

    /// <summary>The class that the network chose for a test example.</summary>
    public static int ChosenOf(TestOutcome test, int example)
    {
        if (test.Width == 1) return test.Output(example) > 0 ? 1 : 0;
        var best = 0;
        for (var label = 1; label < test.Width; label++)
            if (test.Output(example, label) > test.Output(example, best)) best = label;
        return best;
    }

    /// <summary>The pictures of one example.</summary>
    /// <param name="network">The network.</param>
    /// <param name="image">The example.</param>
    /// <param name="caption">Stands below the image.</param>
    public IEnumerable<GridCell> Draw(Module<Tensor, Tensor> network, Tensor image, string caption)
    {
        var picture = Colouring.OfImage(image);
        yield return new GridCell(picture, caption);
        var saliency = (NoisyCopies > 1 ? Saliency.Smooth(network, image, samples: NoisyCopies) : Saliency.Of(network, image)).Map;
        yield return new GridCell(Rising(saliency), "saliency");
        if (HasMaps)
        {
            var map = GradCam.Of(network, image).At(picture.Shape[1], picture.Shape[2]);
            yield return new GridCell(Colouring.Blend(Rising(map), picture, Opacity), "Grad-CAM");
        }
        if (OcclusionPlaces == 0) yield break;
        var (size, stride) = Square(picture.Shape[1], picture.Shape[2]);
        var occlusion = OcclusionMap.Of(network, image, patchSize: size, stride: stride).At(picture.Shape[1], picture.Shape[2]);
        yield return new GridCell(Colouring.Blend(Colouring.OfMap(occlusion), picture, Opacity), "occlusion");
    }

    private static Tensor Rising(Tensor map) => Colouring.OfMap(map, ColourScale.Rising(0, map.Max().Item()));

    // The square of a fifth of the image, at steps that keep to the number of places.
    private (int Size, int Stride) Square(int height, int width)
    {
        var size = Math.Max(1, Math.Min(height, width) / 5);
        var side = Math.Max(2, (int)Math.Sqrt(OcclusionPlaces));
        return (size, Math.Max(Math.Max(1, size / 2), (Math.Max(height, width) - size + side - 2) / (side - 1)));
    }
}
