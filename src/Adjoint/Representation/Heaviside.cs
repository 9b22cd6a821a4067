using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>
/// The hard step, element by element: 1 where x >= 0, else 0 (PyTorch: <c>torch.heaviside(x, 1)</c>); after a <see cref="Linear"/> layer
/// it makes the linear threshold units of McCulloch and Pitts, 1[w x + b >= 0]. Any shape, floats. It is flat on both sides of its jump,
/// so no gradient passes it: it is for networks that are built, not trained.
/// </summary>
public sealed partial class Heaviside : Module<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => (input >= 0).To(input.DType);
}
