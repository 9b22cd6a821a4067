namespace Adjoint.Autodiff;

/// <summary>Holds forward mode against reverse mode: a directional derivative by both, for each input.</summary>
internal static class TangentCheck
{
    private const string Hint = "forward mode along a random direction (first number) differs from the gradient times the direction "
        + "(second): a tangent rule (Jvp) is wrong; the default one needs a Vjp written in recorded tensor operations";

    /// <summary>One entry a variable.</summary>
    /// <param name="order">What the function is: 1 for the checked one, 2 for its gradient.</param>
    /// <param name="f">The function, which gives a single number.</param>
    /// <param name="variables">Its inputs; those without <see cref="Tensor.RequiresGrad"/> are passed over.</param>
    /// <param name="directions">One direction an input.</param>
    /// <param name="tolerance">The greatest relative error that needs no explanation.</param>
    public static IEnumerable<GradientCheckEntry> Run(
        int order, Func<Tensor[], Tensor> f, Tensor[] variables, Tensor[] directions, double tolerance)
    {
        var y = f(variables);
        if (y.Node is null) yield break;
        for (var input = 0; input < variables.Length; input++)
        {
            if (!variables[input].RequiresGrad) continue;
            var tangent = Tangent.OfOrNull(y, [variables[input]], [directions[input]])?.Item() ?? 0;
            var gradient = Reverse.Gradients(y, null, [variables[input]], differentiable: false, keepGraph: true)[0];
            var expected = gradient is null ? 0 : Along(gradient, directions[input]);
            var entry = new GradientCheckEntry(order, input, [], tangent, expected);
            yield return entry.RelativeError > tolerance ? entry with { Hint = Hint } : entry;
        }
    }

    private static double Along(Tensor gradient, Tensor direction)
    {
        using var noGrad = NoGrad.Begin();
        return (gradient * direction).Sum().Item();
    }
}
