using Adjoint;
using Adjoint.Losses;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Activations;

/// <summary>Two hidden layers of one activation, trained at a rate high enough to throw units out of the range of the data.</summary>
internal sealed partial class SmallNetwork(Candidate candidate, Generator generator) : Module<Tensor, Tensor>
{
    private const int Width = 32;
    private const int Steps = 200;
    private const int Networks = 3;

    private readonly Linear _first = new(2, Width, generator: generator);
    private readonly Linear _second = new(Width, Width, generator: generator);
    private readonly Linear _score = new(Width, 1, generator: generator);
    private readonly Module<Tensor, Tensor> _firstActivation = candidate.Create();
    private readonly Module<Tensor, Tensor> _secondActivation = candidate.Create();

    /// <summary>The share of hidden units that are flat at every example; infinity if a network diverged.</summary>
    public static double DeadShare(Candidate candidate, double learningRate, double flat)
    {
        var total = 0.0;
        for (ulong seed = 1; seed <= Networks; seed++) total += new SmallNetwork(candidate, new Generator(seed)).Train(learningRate, flat);
        return total / Networks;
    }

    protected override Tensor ForwardCore(Tensor input) =>
        _score.Forward(_secondActivation.Forward(_second.Forward(_firstActivation.Forward(_first.Forward(input)))));

    private double Train(double learningRate, double flat)
    {
        // Points of a disc and of the ring around it.
        var data = new Generator(9);
        var x = Tensor.RandN([200, 2], data);
        var target = (x.Square().Sum(1, keepDim: true) > 1.4).To(DType.Float32);
        var (loss, optimizer) = (new BCEWithLogitsLoss(), new SGD(Parameters(), learningRate));
        for (var step = 0; step < Steps; step++)
        {
            optimizer.ZeroGrad();
            var value = loss.Compute(Forward(x), target);
            if (!double.IsFinite(value.Item())) return double.PositiveInfinity;
            value.Backward();
            optimizer.Step();
        }
        var first = _first.Forward(x);
        var second = _second.Forward(_firstActivation.Forward(first));
        return (Dead(_firstActivation, first, flat) + Dead(_secondActivation, second, flat)) / 2;
    }

    private static double Dead(Module<Tensor, Tensor> activation, Tensor at, double flat) =>
        (Figures.Slopes(activation.Forward, at).Abs().Max(0) < flat).To(DType.Float64).Mean().Item();
}
