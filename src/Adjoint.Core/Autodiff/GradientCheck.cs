using Adjoint.Autodiff;

namespace Adjoint;

/// <summary>
/// Compares derivatives by the derivative rules with central differences (PyTorch: <c>torch.autograd.gradcheck</c> and
/// <c>gradgradcheck</c>). Everything is computed in float64.
/// </summary>
public static class GradientCheck
{
    /// <summary>
    /// Checks a function. Its result is multiplied by random weights v and summed up, so that one number L = v . f(x) stands for the whole
    /// result; order 1 compares dL/dx, order 2 also the derivatives by x and v of u . dL/dx with random weights u. Where they agree, forward
    /// mode along a random direction of each input is held against reverse mode.
    /// </summary>
    /// <param name="f">The function; it must compute in the element type of its inputs, and the same every time.</param>
    /// <param name="inputs">Its inputs, left as they are: f is given copies, floats as float64. Integers and masks are not differentiated
    /// by.</param>
    /// <param name="order">The highest order to check, 1 or 2.</param>
    /// <param name="tolerance">The greatest relative error that passes.</param>
    /// <param name="seed">The seed of the random weights.</param>
    /// <exception cref="ArgumentException">There are no inputs, or the order is neither 1 nor 2.</exception>
    /// <exception cref="DTypeException">The function's result is not float64.</exception>
    public static GradientCheckResult Run(
        Func<Tensor[], Tensor> f, Tensor[] inputs, int order = 1, double tolerance = 1e-5, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Length == 0) throw new ArgumentException("GradientCheck: there is no input to differentiate by.", nameof(inputs));
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 2);
        var generator = new Generator(seed);
        Tensor[] variables = [.. inputs.Select(Variable)];
        var weights = Weights(TypeOfResult(f, variables), variables, generator);
        var entries = CompareBothModes(1, x => (f(x) * weights).Sum(), variables, tolerance, generator);
        if (order == 2)
        {
            Tensor[] projections = [.. variables.Select(x => Weights(x.Type, variables, generator))];
            weights.RequiresGrad = true;
            entries = entries.Concat(CompareBothModes(
                2, x => ProjectedGradient(f, x[..^1], x[^1], projections), [.. variables, weights], tolerance, generator));
        }
        GradientCheckEntry? worst = null;
        var count = 0;
        foreach (var entry in entries)
        {
            count++;
            if (worst is null || entry.RelativeError > worst.RelativeError) worst = entry;
        }
        return new GradientCheckResult(worst, count, tolerance);
    }

    /// <summary>
    /// Why a derivative by the rules may differ from differences at a point, as far as the function's slopes on both sides tell: a kink, a
    /// missing path, a wrong rule.
    /// </summary>
    /// <param name="f">The function of the one number.</param>
    /// <param name="x">The point.</param>
    /// <param name="analytic">The derivative by the rules; null if no recorded path leads to the number.</param>
    /// <param name="slack">The absolute error that counts as equal.</param>
    public static string Explain(Func<double, double> f, double x, double? analytic, double slack = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (analytic is not { } slope)
        {
            return "no recorded path leads to it, although the result changes with it: Detach, NoGrad or an operation without a derivative "
                + "lies between (Gradient.StopsOf names it)";
        }
        var slopes = NumericalDerivative.SlopesBeside(f, x);
        if (!double.IsFinite(slope) || !double.IsFinite(slopes.Below) || !double.IsFinite(slopes.Above))
            return FormattableString.Invariant($"the slope is not finite (below {slopes.Below:g4}, above {slopes.Above:g4}): an edge of the domain");
        if (slopes.Admits(slope, slack))
        {
            return FormattableString.Invariant($"a kink lies within a step: the slope is {slopes.Below:g6} below and {slopes.Above:g6} above, ")
                + "and the derivative lies between, which is a choice (docs/subderivatives.md); check at another point";
        }
        return FormattableString.Invariant($"the slope is {slopes.Below:g6} below and {slopes.Above:g6} above: ")
            + "the derivative rule is wrong, or a part of the function is computed outside of the record";
    }

    // sum over the inputs of u_i . d(v . f(x))/dx_i; a missing path counts as zero, to be found out by the differences.
    private static Tensor ProjectedGradient(Func<Tensor[], Tensor> f, Tensor[] x, Tensor weights, Tensor[] projections)
    {
        var y = f(x);
        var sum = weights.Constant(0);
        if (y.Node is null) return sum;
        var gradients = Reverse.Gradients(y, weights, x, differentiable: true, keepGraph: true);
        for (var i = 0; i < x.Length; i++)
        {
            if (gradients[i] is { } gradient) sum += (gradient * projections[i]).Sum();
        }
        return sum;
    }

    private static IEnumerable<GradientCheckEntry> CompareBothModes(
        int order, Func<Tensor[], Tensor> f, Tensor[] variables, double tolerance, Generator generator)
    {
        Tensor[] directions = [.. variables.Select(x => Weights(x.Type, variables, generator))];
        var passed = true;
        foreach (var entry in Compare(order, f, variables, tolerance))
        {
            passed &= entry.RelativeError <= tolerance;
            yield return entry;
        }
        // A wrong gradient rule is to be named by itself: forward mode is likely to be wrong with it.
        if (!passed) yield break;
        foreach (var entry in TangentCheck.Run(order, f, variables, directions, tolerance)) yield return entry;
    }

    private static IEnumerable<GradientCheckEntry> Compare(int order, Func<Tensor[], Tensor> f, Tensor[] variables, double tolerance)
    {
        var y = f(variables);
        var gradients = y.Node is null
            ? new Tensor?[variables.Length]
            : Reverse.Gradients(y, null, variables, differentiable: false, keepGraph: false);
        for (var input = 0; input < variables.Length; input++)
        {
            if (!variables[input].RequiresGrad) continue;
            var analytic = gradients[input]?.ToArray<double>();
            for (var k = 0; k < variables[input].ElementCount; k++)
            {
                var along = Along(f, variables, variables[input], k, out var x);
                var entry = new GradientCheckEntry(
                    order, input, IndexOf(variables[input].Shape, k), analytic?[k] ?? 0, CentralDifference.Of(along, x));
                if (entry.RelativeError > tolerance) entry = entry with { Hint = Explain(along, x, analytic?[k], tolerance * entry.Scale) };
                yield return entry;
                variables[input].Values<double>()[k] = x;
            }
        }
    }

    // The function along one element; the caller puts the element's value back.
    private static Func<double, double> Along(Func<Tensor[], Tensor> f, Tensor[] variables, Tensor variable, int k, out double x)
    {
        x = variable.Values<double>()[k];
        return value =>
        {
            variable.Values<double>()[k] = value;
            return f(variables).Item();
        };
    }

    private static Tensor Variable(Tensor input)
    {
        using var noGrad = NoGrad.Begin();
        var copy = input.DType.IsFloat ? input.To(DType.Float64) : input;
        if (ReferenceEquals(copy, input)) copy = input.Clone();
        if (copy.DType.IsFloat) copy.RequiresGrad = true;
        return copy;
    }

    private static TensorType TypeOfResult(Func<Tensor[], Tensor> f, Tensor[] variables)
    {
        var type = f(variables).Type;
        if (type.DType == DType.Float64) return type;
        throw new DTypeException($"GradientCheck: the function was given float64 and gave back {type}; "
            + "differences need double precision throughout. "
            + "Hint: leave its result in the element type of its inputs.");
    }

    // Numbers of size 0.5 to 1.5 and either sign, so that no part of the result is weighed away.
    private static Tensor Weights(TensorType type, Tensor[] variables, Generator generator)
    {
        var position = generator.Advance(type.Shape.ElementCount);
        var values = new double[type.Shape.ElementCount];
        for (var k = 0; k < values.Length; k++)
        {
            var uniform = 2 * Philox.UniformDouble(generator.Seed, position + (ulong)k) - 1;
            values[k] = uniform + (uniform < 0 ? -0.5 : 0.5);
        }
        var result = variables[0].NewUninitialized(type.Shape, DType.Float64);
        values.CopyTo(result.Values<double>());
        return result;
    }

    private static int[] IndexOf(Shape shape, int k)
    {
        var index = new int[shape.Rank];
        for (var dim = shape.Rank - 1; dim >= 0; dim--) (k, index[dim]) = (k / shape[dim], k % shape[dim]);
        return index;
    }
}
