using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Changes parameters by evaluating the loss itself, as often as it needs: line searches and second derivatives belong here. The loss must be
/// a function of the parameters alone: evaluate it on all examples, or on the same ones, and without dropout. So these are no minibatch
/// optimizers, and the trainer, which takes an <see cref="Optimizer"/>, does not take them. PyTorch's <c>step(closure)</c>; the closure here
/// only computes the loss, and the optimizer clears and computes gradients.
/// </summary>
public abstract class ClosureOptimizer
{
    private protected ClosureOptimizer(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Point = new ParameterVector(GetType().Name, [.. parameters]);
    }

    /// <summary>The parameters, in order.</summary>
    public IReadOnlyList<Parameter> Parameters => Point.Parameters;

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>How often the closure was called.</summary>
    public long EvaluationCount { get; private set; }

    /// <summary>What an exact resume needs beside <see cref="StepCount"/>, by name.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, Tensor>> State { get; }

    /// <summary>All parameters as one vector.</summary>
    private protected ParameterVector Point { get; }

    /// <summary>
    /// Takes a step. Where the loss cannot be lowered the parameters stay, to the bit, as they are.
    /// </summary>
    /// <param name="closure">Computes the loss, a single number, of the parameters' present values.</param>
    /// <returns>The loss before the step, as in PyTorch.</returns>
    /// <exception cref="ShapeException">The loss is more than one number.</exception>
    /// <exception cref="GradientException">The loss does not depend on the parameters, or it or its gradient is not finite; the parameters are
    /// those before the step.</exception>
    public double Step(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        var loss = TakeStep(closure);
        StepCount++;
        return loss;
    }

    /// <summary>Takes steps until the loss falls by no more than a tolerance, or enough are taken.</summary>
    /// <param name="closure">As for <see cref="Step"/>.</param>
    /// <param name="maxSteps">The greatest number of steps.</param>
    /// <param name="tolerance">The least fall of the loss in a step, relative to the loss where that is above 1.</param>
    /// <returns>The loss at the end.</returns>
    /// <inheritdoc cref="Step" path="/exception"/>
    public double Minimize(Func<Tensor> closure, int maxSteps = 100, double tolerance = 1e-12)
    {
        ArgumentNullException.ThrowIfNull(closure);
        ArgumentOutOfRangeException.ThrowIfNegative(maxSteps);
        var last = double.PositiveInfinity;
        for (var step = 0; step < maxSteps; step++)
        {
            var loss = Step(closure);
            if (last - loss <= tolerance * Math.Max(1, Math.Abs(loss))) break;
            last = loss;
        }
        return Value(closure);
    }

    /// <summary>Restores what an optimizer of the same kind over the same parameters had.</summary>
    /// <exception cref="ArgumentException">A tensor is missing, has another shape or belongs to no such optimizer; nothing was
    /// changed.</exception>
    public void LoadState(long stepCount, IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        Restore(state);
        StepCount = stepCount;
    }

    /// <summary>Takes a step and returns the loss before it.</summary>
    private protected abstract double TakeStep(Func<Tensor> closure);

    /// <summary>Checks a state, and then puts it in the present one's place.</summary>
    private protected abstract void Restore(IReadOnlyDictionary<string, Tensor> state);

    /// <summary>The loss at the present values, unrecorded.</summary>
    private protected double Value(Func<Tensor> closure)
    {
        EvaluationCount++;
        using var noGrad = NoGrad.Begin();
        return Call(closure).Item();
    }

    /// <summary>The loss and its gradient at the present values, whatever they are.</summary>
    private protected (double Loss, double[] Gradient) Evaluate(Func<Tensor> closure)
    {
        EvaluationCount++;
        foreach (var parameter in Parameters) parameter.Value.ZeroGrad();
        var loss = Call(closure);
        loss.Backward();
        return (loss.Item(), Point.Gradient());
    }

    /// <summary>The loss and its gradient where a step begins, which must be finite.</summary>
    private protected (double Loss, double[] Gradient) EvaluateStart(Func<Tensor> closure)
    {
        var (loss, gradient) = Evaluate(closure);
        if (double.IsFinite(loss) && Array.TrueForAll(gradient, double.IsFinite)) return (loss, gradient);
        throw new GradientException(GetType().Name, FormattableString.Invariant(
            $"a step must begin where loss and gradient are finite, and the loss is {loss}") + (double.IsFinite(loss)
                ? $" with a gradient that is not, that of {Point.Blame(gradient)}. "
                : ". ") + "Hint: begin with smaller weights, and standardise the data.");
    }

    private Tensor Call(Func<Tensor> closure) => closure() ?? throw new ArgumentException(
        $"{GetType().Name}: the closure must return the loss, and returned null.", nameof(closure));
}
