using System.Numerics.Tensors;
using Adjoint.LinearAlgebra;
using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Newton's method with the exact Hessian, damped (Levenberg, 1944; Nocedal and Wright, 2006, chapters 3 and 4): (H + damping I) d = -g. The
/// damping grows until the matrix is positive definite and the step lowers the loss, and falls again where the loss follows its quadratic
/// model. For models of at most some thousand parameters: the Hessian has the square of their number. Not in PyTorch.
/// </summary>
public sealed class Newton : ClosureOptimizer, INamedClosureOptimizer
{
    private const double Growth = 4;
    private const double LeastDamping = 1e-12;
    private const double MostDamping = 1e30;
    private const int MaxTries = 60;

    private double _damping;

    private enum Trial
    {
        // The damped matrix is not positive definite, or the loss does not fall: the damping has grown.
        Refused,

        // What the model promises is lost in the loss's rounding.
        TooSmallToMeasure,

        Taken,
    }

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="damping">The damping of the first step, above 0.</param>
    /// <param name="maxParameters">The greatest number of numbers in all parameters.</param>
    /// <exception cref="ArgumentException">There are no parameters or too many numbers in them, or a number is out of its range.</exception>
    public Newton(IEnumerable<Parameter> parameters, double damping = 1e-3, int maxParameters = 2000) : base(parameters)
    {
        if (!(damping > 0 && double.IsFinite(damping)))
            throw new ArgumentOutOfRangeException(nameof(damping), damping, "damping must be finite and above 0.");
        if (Point.Count > maxParameters)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Newton: {Point.Count:n0} parameters are more than {maxParameters:n0}: their Hessian has {(double)Point.Count * Point.Count:n0}")
                + FormattableString.Invariant($" numbers, {(double)Point.Count * Point.Count * 8 / (1 << 30):0.##} GiB, and solving with it ")
                + "takes the cube of their number. Hint: LBFGS needs neither; or raise maxParameters.", nameof(parameters));
        }
        _damping = damping;
    }

    /// <inheritdoc/>
    public static IEnumerable<ClosureOptimizerEntry> Entries => [new("newton", parameters => new Newton(parameters))];

    /// <summary>The damping of the next step.</summary>
    public double Damping => _damping;

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, Tensor>> State => [new("damping", Tensor.From<double>([_damping]))];

    private protected override double TakeStep(Func<Tensor> closure)
    {
        var (loss, gradient) = EvaluateStart(closure);
        if (TensorPrimitives.SumOfSquares<double>(gradient) == 0) return loss;
        var hessian = Hessian(closure);
        var (x, damping) = (Point.Read(), _damping);
        var trial = Trial.Refused;
        try
        {
            for (var tries = 0; tries < MaxTries && trial == Trial.Refused; tries++)
                trial = TryStep(closure, loss, x, gradient, hessian);
        }
        finally
        {
            if (trial == Trial.Refused) Point.Write(x);
            // Only a step that was measured says something about the damping of the next one.
            if (trial != Trial.Taken) _damping = damping;
        }
        return loss;
    }

    private protected override void Restore(IReadOnlyDictionary<string, Tensor> state)
    {
        var damping = new ClosureState(nameof(Newton), state, ["damping"]).Number("damping");
        _damping = damping > 0 && double.IsFinite(damping)
            ? damping
            : throw new ArgumentException(FormattableString.Invariant($"Newton: its damping cannot be {damping}."), nameof(state));
    }

    private Trial TryStep(Func<Tensor> closure, double loss, double[] x, double[] gradient, double[] hessian)
    {
        if (CholeskyDecomposition.TrySolve(hessian, _damping, gradient) is { } uphill)
        {
            var moved = new double[x.Length];
            TensorPrimitives.Subtract<double>(x, uphill, moved);
            Point.Write(moved);
            var fall = loss - Value(closure);
            // With d = -uphill and (H + damping I) d = -g: the model falls by (g uphill + damping uphill uphill) / 2.
            var promised = (TensorPrimitives.Dot<double>(gradient, uphill) + _damping * TensorPrimitives.SumOfSquares<double>(uphill)) / 2;
            if (promised <= Rounding(loss))
            {
                if (!(fall >= 0)) Point.Write(x);
                return Trial.TooSmallToMeasure;
            }
            if (fall > 0)
            {
                if (fall > 0.75 * promised) _damping = Math.Max(LeastDamping, _damping / (Growth * Growth));
                else if (fall < 0.25 * promised) Grow();
                return Trial.Taken;
            }
        }
        Grow();
        return Trial.Refused;
    }

    private double Rounding(double loss) =>
        Math.Abs(loss) * 4 * Math.Pow(2, Parameters[0].DType == DType.Float32 ? -23 : -52);

    private void Grow() => _damping = Math.Max(_damping, Math.Min(MostDamping, _damping * Growth));

    // The closure reads the parameters, so they stand for the function's arguments while it runs.
    private double[] Hessian(Func<Tensor> closure)
    {
        Tensor[] values = [.. Parameters.Select(parameter => parameter.Value)];
        try
        {
            var blocks = Differentiate.Hessian((Tensor[] x) =>
            {
                for (var i = 0; i < x.Length; i++) Parameters[i].Bind(x[i]);
                return closure();
            })([.. values.Select(value => value.Detach())]);
            return Join(blocks);
        }
        finally
        {
            for (var i = 0; i < values.Length; i++) Parameters[i].Bind(values[i]);
        }
    }

    private double[] Join(Tensor[][] blocks)
    {
        var rows = blocks.Select((row, k) => Tensor.Concat(
            [.. row.Select((block, l) => block.Reshape(Parameters[k].ElementCount, Parameters[l].ElementCount))], 1));
        return Tensor.Concat([.. rows], 0).To(DType.Float64).ToArray<double>();
    }
}
