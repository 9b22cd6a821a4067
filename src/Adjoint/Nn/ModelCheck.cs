namespace Adjoint.Nn;

/// <summary>
/// Compares the gradient of a loss by all parameters of a model with central differences (CMU lecture 13, "finite differences"; PyTorch has
/// <c>torch.autograd.gradcheck</c> for functions alone). Everything is computed in float64 copies; the model, its state and its gradients are
/// left as they are.
/// </summary>
public static class ModelCheck
{
    /// <summary>Checks a model by its input and what is made of its output.</summary>
    /// <param name="model">The model, in the mode to check it in.</param>
    /// <param name="input">Its input; floats are taken as float64 and differentiated by, under the path <c>input</c>.</param>
    /// <param name="loss">A single number from the output, in float64 if the output is.</param>
    /// <param name="entries">How many derivatives to compare, drawn at random, at least one a parameter; all if null. Each costs four
    /// evaluations.</param>
    /// <param name="tolerance">The greatest relative error that passes.</param>
    /// <param name="seed">Decides the sample.</param>
    /// <exception cref="InvalidOperationException">Two evaluations differ: the model or the loss is random.</exception>
    /// <exception cref="ArgumentException">There is nothing to differentiate by.</exception>
    /// <exception cref="DTypeException">The loss is not float64.</exception>
    /// <exception cref="ShapeException">The loss is not a single number.</exception>
    public static ModelCheckResult Run(
        Module<Tensor, Tensor> model, Tensor input, Func<Tensor, Tensor> loss, int? entries = null, double tolerance = 1e-5, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(loss);
        var variable = input.Detach();
        if (input.DType.IsFloat)
        {
            variable = variable.To(DType.Float64).Clone();
            variable.RequiresGrad = true;
        }
        return Run(model, () => loss(model.Forward(variable)), variable, entries, tolerance, seed);
    }

    /// <summary>Checks a model of any inputs and outputs by a loss that runs it.</summary>
    /// <inheritdoc cref="Run(Module{Tensor, Tensor}, Tensor, Func{Tensor, Tensor}, int?, double, ulong)"/>
    /// <param name="model">The model, in the mode to check it in.</param>
    /// <param name="loss">Runs the model, on float64 inputs, and makes a single number of its output.</param>
    /// <param name="entries">How many derivatives to compare, drawn at random, at least one a parameter; all if null.</param>
    /// <param name="tolerance">The greatest relative error that passes.</param>
    /// <param name="seed">Decides the sample.</param>
    public static ModelCheckResult Run(Module model, Func<Tensor> loss, int? entries = null, double tolerance = 1e-5, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        return Run(model, loss, null, entries, tolerance, seed);
    }

    private static ModelCheckResult Run(Module model, Func<Tensor> loss, Tensor? input, int? entries, double tolerance, ulong seed)
    {
        if (entries is { } wanted) ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(entries));
        using var precision = DoublePrecision.Begin(model);
        List<(string Path, Tensor Value)> variables =
            [.. model.NamedParameters().Where(entry => entry.Parameter.RequiresGrad).Select(entry => (entry.Path, entry.Parameter.Value))];
        if (input is { RequiresGrad: true }) variables.Add(("input", input));
        if (variables.Sum(variable => (long)variable.Value.ElementCount) == 0)
            throw new ArgumentException("ModelCheck: the model has no parameter that requires a gradient.", nameof(model));
        var y = loss();
        RequireLoss(y);
        RequireSame(model, y.Item(), loss().Item());
        var sample = ModelCheckSample.Draw([.. variables.Select(variable => variable.Value.ElementCount)], entries, new Generator(seed));
        return new ModelCheckRun(variables, sample, loss, tolerance).Compare(y);
    }

    private static void RequireLoss(Tensor y)
    {
        if (y.ElementCount != 1)
            throw new ShapeException($"ModelCheck: the loss must be a single number, and is {y.Type}. Hint: reduce it, as in Mean().");
        if (y.DType == DType.Float64) return;
        throw new DTypeException($"ModelCheck: the model computes in float64 for the check, and the loss is {y.Type}. "
            + "Hint: give it inputs and targets of float64.");
    }

    private static void RequireSame(Module model, double first, double second)
    {
        if (first.Equals(second)) return;
        var dropouts = model.NamedModules().Where(entry => entry.Module is Dropout { IsTraining: true }).Select(entry => entry.Path).ToArray();
        var cause = dropouts.Length == 0 ? "the model or the loss draws random numbers or changes from run to run"
            : $"dropout draws a new mask each time ({string.Join(", ", dropouts.Select(path => path.Length == 0 ? "the model itself" : path))}, "
                + "in train mode)";
        throw new InvalidOperationException(FormattableString.Invariant(
            $"ModelCheck: two evaluations at the same point gave {first} and {second}, so that differences say nothing: {cause}. ")
            + "Hint: call Eval() on the model, or on these modules, first.");
    }
}
