using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// The identity shortcut to a smaller and deeper output that needs no parameters (He et al., 2016, option A): every stride-th pixel of
/// each row and column, and channels of zeros behind those of the input. Input [batch, in channels, H, W], output [batch, out channels,
/// ceil(H/stride), ceil(W/stride)].
/// </summary>
public sealed partial class ZeroPaddedShortcut : Module<Tensor, Tensor>
{
    private readonly int _outChannels;
    private readonly int _stride;

    /// <summary>Makes the shortcut.</summary>
    /// <param name="outChannels">Channels of the output, no fewer than those of the input.</param>
    /// <param name="stride">Distance of the pixels that are kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public ZeroPaddedShortcut(int outChannels, int stride)
    {
        LayerArgument.AtLeast(1, outChannels, nameof(ZeroPaddedShortcut));
        LayerArgument.AtLeast(1, stride, nameof(ZeroPaddedShortcut));
        (_outChannels, _stride) = (outChannels, stride);
    }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"to {_outChannels} channels, stride {_stride}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (input.Rank != 4 || input.Shape[1] > _outChannels)
        {
            throw new ShapeException(nameof(ZeroPaddedShortcut),
                $"takes images [batch, at most {_outChannels} channels, height, width], and its input has shape {input.Shape}.");
        }
        return input[.., .., (.., _stride), (.., _stride)].Pad([(0, 0), (0, _outChannels - input.Shape[1]), (0, 0), (0, 0)]);
    }
}
