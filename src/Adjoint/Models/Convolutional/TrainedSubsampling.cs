using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// The subsampling of LeNet-5 as of 1998 (LeCun et al., 1998, section II.B): the sum of each 2x2 window, times a coefficient and plus a bias
/// that are learned, one of each a channel. Input [batch, channels, H, W], output [batch, channels, H/2, W/2].
/// </summary>
public sealed partial class TrainedSubsampling : Module<Tensor, Tensor>
{
    private const int Window = 2;

    /// <summary>Makes the layer and draws its first values, uniform between -0.6 and 0.6.</summary>
    /// <param name="channels">Channels of input and output.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel.</exception>
    public TrainedSubsampling(int channels, Generator? generator = null)
    {
        LayerArgument.AtLeast(1, channels, nameof(TrainedSubsampling));
        generator ??= Generator.Default;
        var initializer = LeNetInitializer.Of(Window * Window);
        Weight = new Parameter(initializer.Create([channels], generator));
        Bias = new Parameter(initializer.Create([channels], generator));
    }

    /// <summary>The coefficients, [channels].</summary>
    public Parameter Weight { get; }

    /// <summary>The biases, [channels].</summary>
    public Parameter Bias { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"{Weight.ElementCount}, {Window}x{Window}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.AvgPool2d(Window) * (PerChannel(Weight) * (Window * Window))
        + PerChannel(Bias);

    private static Tensor PerChannel(Tensor values) => values.Reshape(-1, 1, 1);
}
