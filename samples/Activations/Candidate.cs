using Adjoint;
using Adjoint.Nn;

namespace Activations;

/// <summary>An activation to be measured.</summary>
/// <param name="Name">As PyTorch calls it.</param>
/// <param name="Create">Makes a new one, since some have parameters to learn.</param>
/// <param name="InputsPerUnit">How many inputs make one output: 2 for those that halve their input.</param>
/// <param name="IsElementwise">Whether each output depends on one input, so that a unit can be said to be flat.</param>
internal sealed record Candidate(
    string Name, Func<Module<Tensor, Tensor>> Create, int InputsPerUnit = 1, bool IsElementwise = true)
{
    public static IReadOnlyList<Candidate> All { get; } =
    [
        new("Identity", () => new Identity()),
        new("Sigmoid", () => new Sigmoid()),
        new("Hardsigmoid", () => new Hardsigmoid()),
        new("Tanh", () => new Tanh()),
        new("Softsign", () => new Softsign()),
        new("ReLU", () => new ReLU()),
        new("ReLU6", () => new ReLU6()),
        new("LeakyReLU", () => new LeakyReLU(0.1)),
        new("PReLU", () => new PReLU()),
        new("Abs", () => new Abs()),
        new("ELU", () => new ELU()),
        new("SELU", () => new SELU()),
        new("CELU", () => new CELU(2)),
        new("Softplus", () => new Softplus()),
        new("GELU", () => new GELU()),
        new("GELU tanh", () => new GELU(GELUApproximation.Tanh)),
        new("SiLU", () => new SiLU()),
        new("Mish", () => new Mish()),
        new("Maxout", () => new Maxout(), InputsPerUnit: 2, IsElementwise: false),
        new("GLU", () => new GLU(), InputsPerUnit: 2, IsElementwise: false),
        new("Softmax", () => new Softmax(), IsElementwise: false),
        new("LogSoftmax", () => new LogSoftmax(), IsElementwise: false),
    ];
}
