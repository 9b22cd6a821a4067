using Adjoint.Nn;

namespace Adjoint.Optim;

/// <summary>
/// Bounds gradients between the backward pass and the step, so that one bad batch cannot throw the weights far away (Pascanu, Mikolov and
/// Bengio, 2013).
/// </summary>
public static class ClipGradient
{
    // So that a norm of zero divides nothing by zero; PyTorch's number.
    private const double NormOffset = 1e-6;

    // Below it a factor comes near float32's least normal number, where it loses digits.
    private const double LeastFactor = 1e-30;

    /// <summary>
    /// Shrinks all gradients by one factor if the norm of all of them together is above a limit (PyTorch:
    /// <c>nn.utils.clip_grad_norm_</c>): g = g limit / (norm + 1e-6). Their direction remains.
    /// </summary>
    /// <param name="parameters">The parameters; those without a gradient count as zeros.</param>
    /// <param name="limit">The greatest norm, above 0.</param>
    /// <param name="p">The order of the norm: 0 or more, infinity included.</param>
    /// <param name="errorIfNonfinite">Throw where the norm is infinite or NaN.</param>
    /// <returns>The norm before. If it is infinite or NaN, no gradient was changed: skip the step, or end the training.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0, or the order is negative or NaN.</exception>
    /// <exception cref="GradientException">The norm is not finite and <paramref name="errorIfNonfinite"/> is set; the message names the first
    /// parameter to blame.</exception>
    public static double ByNorm(IEnumerable<Parameter> parameters, double limit, double p = 2, bool errorIfNonfinite = false)
    {
        var all = Collect(parameters);
        RequireLimit(limit);
        if (!(p >= 0)) throw new ArgumentOutOfRangeException(nameof(p), p, "The order of a norm must be 0 or more.");
        double[] norms = [.. all.Select(parameter => parameter.Value.GradNorm(p))];
        var total = Total(norms, p);
        if (!double.IsFinite(total))
        {
            if (errorIfNonfinite) throw NotFinite(all, norms, total);
            return total;
        }
        var factor = limit / (total + NormOffset);
        if (factor >= 1) return total;
        foreach (var parameter in all) Scale(parameter.Value, factor);
        return total;
    }

    /// <summary>
    /// Brings each element of all gradients into [-limit, limit] (PyTorch: <c>nn.utils.clip_grad_value_</c>). NaN stays NaN.
    /// </summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="limit">The greatest magnitude, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public static void ByValue(IEnumerable<Parameter> parameters, double limit)
    {
        var all = Collect(parameters);
        RequireLimit(limit);
        foreach (var parameter in all) parameter.Value.ClampGrad(limit);
    }

    // The norm of all elements from those of the parts.
    private static double Total(double[] norms, double p)
    {
        if (p == 0) return norms.Sum();
        if (double.IsPositiveInfinity(p)) return norms.Aggregate(0.0, Math.Max);
        var total = Math.Pow(norms.Sum(norm => Math.Pow(norm, p)), 1 / p);
        if (double.IsFinite(total) || !norms.All(double.IsFinite)) return total;
        var greatest = norms.Max();
        return greatest * Math.Pow(norms.Sum(norm => Math.Pow(norm / greatest, p)), 1 / p);
    }

    private static void Scale(Tensor value, double factor)
    {
        if (factor >= LeastFactor)
        {
            value.ScaleGrad(factor);
            return;
        }
        var root = Math.Sqrt(factor);
        value.ScaleGrad(root);
        value.ScaleGrad(factor / root);
    }

    private static Parameter[] Collect(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return [.. parameters];
    }

    private static void RequireLimit(double limit)
    {
        if (limit > 0) return;
        throw new ArgumentOutOfRangeException(nameof(limit), FormattableString.Invariant($"limit must be above 0, and is {limit}."));
    }

    private static GradientException NotFinite(Parameter[] parameters, double[] norms, double total)
    {
        var first = Array.FindIndex(norms, norm => !double.IsFinite(norm));
        var blamed = first < 0 ? "" : FormattableString.Invariant($"; the first such gradient is that of {parameters[first]}");
        return new GradientException("ClipGradient.ByNorm", FormattableString.Invariant($"the norm of the gradients is {total}{blamed}. ")
            + "Hint: the learning rate may be too high; the weights are still those before this step.");
    }
}
