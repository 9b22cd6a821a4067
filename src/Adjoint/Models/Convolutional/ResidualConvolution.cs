using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>The convolutions of residual networks: a normalisation follows, so they have no bias, and their kernels are drawn so that
/// gradients keep their variance on the way back (He et al., 2015, by the fan-out).</summary>
internal static class ResidualConvolution
{
    /// <summary>Makes one; its padding keeps the image's size at a stride of 1.</summary>
    public static Conv2d New(int inChannels, int outChannels, int kernelSize, int stride, Generator? generator) =>
        new(inChannels, outChannels, kernelSize, stride, kernelSize / 2, bias: false, generator: generator,
            weightInitializer: new KaimingNormal(mode: FanMode.FanOut));
}
