using Adjoint.Losses;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Bench;

/// <summary>Zero gradients, forward, loss, backward, update, the loss read back; on one batch after the other.</summary>
internal sealed class TrainingStep(Module<Tensor, Tensor> model, Optimizer optimizer, IReadOnlyList<(Tensor Input, Tensor Target)> batches)
{
    private readonly CrossEntropyLoss _loss = new();
    private int _next;

    public double LastLoss { get; private set; }

    public static Optimizer OptimizerOf(string name, Module<Tensor, Tensor> model) =>
        name == "sgd" ? new SGD(model.Parameters(), 0.1) : new Adam(model.Parameters(), 0.001);

    public void Run()
    {
        var (input, target) = batches[_next];
        _next = (_next + 1) % batches.Count;
        optimizer.ZeroGrad();
        var loss = _loss.Compute(model.Forward(input), target);
        loss.Backward();
        optimizer.Step();
        LastLoss = loss.Item();
    }
}
