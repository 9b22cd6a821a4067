namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    // The kernel is itself the definition of the step; it is called once for each whole tensor.
    internal override void Update(IUpdateKernel kernel, ReadOnlySpan<UpdateTarget> targets)
    {
        foreach (var target in targets)
        {
            if (target.Parameter.DType == DType.Float32)
            {
                kernel.Update(
                    Run<float>(target.Parameter), Run<float>(target.Gradient),
                    Run<float>(target.FirstState), Run<float>(target.SecondState));
            }
            else
            {
                kernel.Update(
                    Run<double>(target.Parameter), Run<double>(target.Gradient),
                    Run<double>(target.FirstState), Run<double>(target.SecondState));
            }
        }
    }

    private static Span<T> Run<T>(Tensor? x) where T : unmanaged => x is null ? [] : x.Values<T>()[..x.ElementCount];
}
