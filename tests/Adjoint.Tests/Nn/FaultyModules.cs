using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

/// <summary>y = scale * x, where the gradient of the scale's second element comes out doubled.</summary>
internal sealed partial class WrongScale : Module<Tensor, Tensor>
{
    public Parameter Scale { get; } = new(Tensor.From<float>([1f, 2f, 3f]));

    // s + (s - s.Detach()) has the value s and twice its derivative.
    protected override Tensor ForwardCore(Tensor input)
    {
        Tensor scale = Scale;
        var second = Tensor.From<double>([0, 1, 0]).To(scale.DType);
        return input * (scale + (scale - scale.Detach()) * second);
    }
}

/// <summary>Cuts the record.</summary>
internal sealed partial class Cutting : Module<Tensor, Tensor>
{
    protected override Tensor ForwardCore(Tensor input) => input.Detach() * 2.0;
}
