using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

/// <summary>y = weight * x + bias, element by element: the smallest module with PyTorch's usual parameter names.</summary>
internal sealed partial class ScaleShift(int size, bool hasBias = true) : Module<Tensor, Tensor>
{
    public Parameter Weight { get; } = new(Tensor.Ones([size]));

    public Parameter? Bias { get; } = hasBias ? new Parameter(Tensor.Zeros([size])) : null;

    protected internal override string Hyperparameters => $"size: {size}";

    protected override Tensor ForwardCore(Tensor input) => Bias is null ? input * Weight : input * Weight + Bias;
}
