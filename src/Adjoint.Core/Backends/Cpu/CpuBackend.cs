using Adjoint.Backends.Reference;

namespace Adjoint.Backends.Cpu;

internal sealed class CpuBackend : ReferenceBackend
{
    public static new readonly CpuBackend Instance = new();

    private CpuBackend() : base("cpu")
    {
    }
}
