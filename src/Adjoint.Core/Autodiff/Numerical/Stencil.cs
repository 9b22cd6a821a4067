namespace Adjoint.Autodiff;

/// <summary>Where along one coordinate a function is looked at: order + 1 equally spaced nodes, from x on or around it.</summary>
internal readonly struct Stencil
{
    // The step of the first row of the tableau. Not a round number, so that a function of a round period is not met at equal phases.
    private const double RichardsonStep = 0.0971;

    private readonly double _x;
    private readonly double _step;
    private readonly int _order;
    private readonly bool _isForward;

    /// <summary>Chooses the nodes.</summary>
    /// <param name="x">The point.</param>
    /// <param name="method">The method.</param>
    /// <param name="order">The order of the whole derivative, which decides the best step.</param>
    /// <param name="orderHere">The order of the derivative by this coordinate.</param>
    /// <param name="step">The step, or null for the best one in proportion to x.</param>
    public Stencil(double x, DifferenceMethod method, int order, int orderHere, double? step)
    {
        _x = x;
        _order = orderHere;
        _isForward = method == DifferenceMethod.Forward;
        _step = step ?? RelativeStep(method, order) * Math.Max(1, Math.Abs(x));
        if (x + _step != x || !double.IsFinite(x)) return;
        throw new ArgumentOutOfRangeException(nameof(step), FormattableString.Invariant(
            $"NumericalDerivative: a step of {step} is lost in rounding beside x = {x}. Hint: leave it out, and one that suits x is taken."));
    }

    /// <summary>The nodes at a multiple of the step: x, x + h, x + 2h, ... or ..., x - h, x + h, ...</summary>
    public double[] Nodes(double factor)
    {
        var nodes = new double[_order + 1];
        for (var k = 0; k <= _order; k++) nodes[k] = _x + (_isForward ? k : 2 * k - _order) * factor * _step;
        return nodes;
    }

    // Rounding contributes eps / h^n and truncation h (forward) or h^2 (central); the sum is least where both are alike.
    private static double RelativeStep(DifferenceMethod method, int order) => method switch
    {
        DifferenceMethod.Forward => Math.Pow(Quotient.MachineEpsilon, 1.0 / (order + 1)),
        DifferenceMethod.Central => Math.Pow(Quotient.MachineEpsilon, 1.0 / (order + 2)),
        _ => RichardsonStep,
    };
}
