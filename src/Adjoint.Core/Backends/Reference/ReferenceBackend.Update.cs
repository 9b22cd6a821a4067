namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    // The formula is itself the definition of the step; it is run over each whole tensor, one after another.
    internal override void Update(ReadOnlySpan<UpdateTarget> targets)
    {
        foreach (ref readonly var target in targets) target.Kernel.Update(target, 0, target.Parameter.ElementCount);
    }
}
