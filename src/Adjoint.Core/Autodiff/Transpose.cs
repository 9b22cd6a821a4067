namespace Adjoint.Autodiff;

/// <summary>
/// Forward mode from the reverse rule: u -> Vjp(u) is linear, so its own reverse rule, applied to the tangents, is the Jacobian-vector
/// product, whatever u is.
/// </summary>
internal static class Transpose
{
    public static Tensor? OfVjp(Operation operation, ReadOnlySpan<Tensor?> tangents, SavedValues saved)
    {
        var differentiable = !NoGrad.IsActive;
        Tensor? result = null;
        for (var input = 0; input < tangents.Length; input++)
        {
            if (tangents[input] is not { } tangent) continue;
            var probe = tangent.NewUninitialized(saved.OutputType.Shape, saved.OutputType.DType);
            probe.Backend.Fill(probe, 0);
            probe.RequiresGrad = true;
            Tensor? gradient;
            using (NoGrad.Set(false)) gradient = operation.Vjp(input, probe, saved);
            if (gradient?.Node is null) continue;
            if (Reverse.Gradients(gradient, tangent, [probe], differentiable, keepGraph: true)[0] is not { } part) continue;
            result = result is null ? part : result + part;
        }
        return result;
    }
}
