using Adjoint.Data;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Training;

/// <summary>
/// Learns from one batch: forward and loss, then backward with the penalty, clipping, the optimizer's step and the average of the weights.
/// It holds all that a step changes, which is what an exact resume has to put back.
/// </summary>
internal sealed class Learner
{
    private readonly TrainerOptions _options;

    public Learner(Module<Tensor, Tensor> model, LearningTask task, Optimizer optimizer, Generator generator, TrainerOptions options)
    {
        (Model, Task, Optimizer, Generator, _options) = (model, task, optimizer, generator, options);
        if (options.AverageDecay is { } decay) Average = new ExponentialMovingAverage(model, decay, hasWarmUp: true);
    }

    public Module<Tensor, Tensor> Model { get; }

    public LearningTask Task { get; }

    public Optimizer Optimizer { get; }

    public Generator Generator { get; }

    public WeightAverage? Average { get; }

    public Schedule Schedule => _options.Schedule;

    /// <summary>What the network makes of a batch, the loss of it, and what is learned from: the loss with those of auxiliary outputs, if
    /// the network has any.</summary>
    public (Tensor Output, Tensor Loss, Tensor Objective) Forward(Batch batch)
    {
        Optimizer.ZeroGrad();
        if (Model is not IAuxiliaryOutputs network)
        {
            var only = Model.Forward(batch.Inputs);
            var plain = Task.Loss(only, batch);
            return (only, plain, plain);
        }
        var (output, auxiliary) = network.ForwardWithAuxiliary(batch.Inputs);
        var loss = Task.Loss(output, batch);
        var objective = auxiliary.Aggregate(loss, (sum, head) => sum + Task.Loss(head, batch) * network.AuxiliaryWeight);
        return (output, loss, objective);
    }

    /// <summary>Changes the weights along the gradients of a loss. False if the gradients' norm is not finite: nothing was changed.</summary>
    /// <param name="loss">What is learned from, of a batch.</param>
    /// <param name="position">How far the run has come.</param>
    /// <param name="norm">The norm of the gradients, where it is clipped.</param>
    public bool TryUpdate(Tensor loss, TrainingPosition position, out double norm)
    {
        Optimizer.LearningRateFactor = Schedule.Factor(position);
        var penalty = _options.Penalty?.Of(Optimizer.Parameters);
        (penalty is null ? loss : loss + penalty).Backward();
        norm = 0;
        if (_options.ClipValue is { } greatest) ClipGradient.ByValue(Optimizer.Parameters, greatest);
        if (_options.ClipNorm is { } limit) norm = ClipGradient.ByNorm(Optimizer.Parameters, limit);
        if (!double.IsFinite(norm)) return false;
        Optimizer.Step();
        Average?.Update();
        return true;
    }

    /// <summary>Puts the averaged weights in the place of the weights while it lasts, if there is an average.</summary>
    public WeightAverage.Scope Averaged() => Average is null ? default : Average.Apply();

    /// <summary>The first parameter that holds a number that is not finite; null if there is none.</summary>
    public string? FirstNonfinite()
    {
        foreach (var (path, parameter) in Model.NamedParameters())
        {
            if (parameter.Value.Detach().IsFinite().All().Item() == 0) return path;
        }
        return null;
    }
}
