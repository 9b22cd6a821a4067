using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// f(x) = 1.7159 tanh(2x/3), the squashing function of LeNet-5 (LeCun et al., 1998, appendix A): f(1) = 1 and f(-1) = -1, where its
/// curvature is greatest, so that targets of 1 and -1 do not drive units into saturation. Output of the input's shape.
/// </summary>
public sealed partial class ScaledTanh : Module<Tensor, Tensor>
{
    private const double Amplitude = 1.7159;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => (input * (2.0 / 3)).Tanh() * Amplitude;
}
