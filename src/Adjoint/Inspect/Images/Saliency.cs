using Adjoint.Graphs.Drawing;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// Which pixels the score of a class reacts to: its gradient by the input (Simonyan, Vedaldi and Zisserman, 2014). Of a linear model it is
/// the weights of the class. Smoothed over inputs with noise it shows less of the network's roughness (SmoothGrad; Smilkov et al., 2017).
/// </summary>
/// <param name="Class">The class whose score it is.</param>
/// <param name="Gradient">The gradient, [channels, height, width].</param>
public sealed record Saliency(int Class, Tensor Gradient)
{
    private const int MostAtOnce = 8;

    /// <summary>The largest absolute value over the channels, [height, width].</summary>
    public Tensor Map => Gradient.Abs().Max(0);

    /// <summary>The gradient at an image.</summary>
    /// <param name="network">Turns [1, channels, height, width] into scores [1, classes]; it is run in evaluation mode.</param>
    /// <param name="image">[channels, height, width].</param>
    /// <param name="target">The class; the one with the highest score if omitted.</param>
    /// <exception cref="ShapeException">The network does not take the image, or puts out no scores.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="GradientException">The score does not depend on the image.</exception>
    /// <exception cref="InvalidOperationException">Recording is turned off.</exception>
    public static Saliency Of(Module<Tensor, Tensor> network, Tensor image, int? target = null)
    {
        var (pass, input) = NetworkPass.Record(network, ImageInput.Batch(network, image));
        var label = ClassScore.Find(pass.Scores, target);
        return new Saliency(label, Adjoint.Gradient.Of(ClassScore.Of(pass.Scores, label).Sum(), input)[0][0]);
    }

    /// <summary>The mean gradient at noisy copies of an image.</summary>
    /// <inheritdoc cref="Of"/>
    /// <param name="network">Turns [batch, channels, height, width] into scores [batch, classes]; it is run in evaluation mode.</param>
    /// <param name="image">[channels, height, width].</param>
    /// <param name="target">The class; the one with the highest score at the image itself if omitted.</param>
    /// <param name="samples">The number of copies.</param>
    /// <param name="noise">The standard deviation of the noise, as a part of the distance between the image's least and greatest
    /// value.</param>
    /// <param name="generator">Randomness; a stream of its own if omitted.</param>
    public static Saliency Smooth(Module<Tensor, Tensor> network, Tensor image, int? target = null, int samples = 32, double noise = 0.15,
        Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(noise);
        var single = ImageInput.Batch(network, image);
        int label;
        using (NoGrad.Begin()) label = ClassScore.Find(NetworkPass.Run(network, single, path: "").Scores, target);
        var deviation = noise * (single.Max() - single.Min());
        var sum = Tensor.Zeros(single.Shape, single.DType);
        generator ??= new Generator(0);
        // A few at a time: the record of a pass holds all activations.
        for (var done = 0; done < samples; done += MostAtOnce)
        {
            var count = Math.Min(MostAtOnce, samples - done);
            Shape shape = [count, .. single.Shape.Sizes[1..]];
            var (pass, input) = NetworkPass.Record(network, single + deviation * Tensor.RandN(shape, generator, single.DType));
            sum += Adjoint.Gradient.Of(ClassScore.Of(pass.Scores, label).Sum(), input)[0].Sum(0, keepDim: true);
        }
        return new Saliency(label, sum[0] / samples);
    }

    /// <summary>The image, the gradient and its size, side by side.</summary>
    /// <param name="image">The image, [channels, height, width].</param>
    public PictureGrid ToGrid(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var map = Map;
        return new PictureGrid
        {
            Title = "Saliency: the gradient of the score by the image",
            Columns = 3,
            CellSize = 160,
            Cells =
            [
                new(Colouring.OfImage(image), "image"),
                new(Colouring.OfWeights(Gradient), "gradient: red raises the score"),
                new(Colouring.OfMap(map, ColourScale.Rising(0, map.Max().Item())), "size of the gradient"),
            ],
        };
    }
}
