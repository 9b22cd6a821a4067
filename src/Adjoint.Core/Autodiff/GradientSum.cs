namespace Adjoint.Autodiff;

/// <summary>Sums gradients that reach one tensor on several paths.</summary>
internal static class GradientSum
{
    /// <summary>sum += gradient, without a new tensor; not differentiable.</summary>
    public static void AddInPlace(Tensor sum, Tensor gradient)
    {
        sum.Backend.Zip(AddOperation.FusedKernel, sum, gradient, sum);
        sum.Storage.Version++;
    }
}
