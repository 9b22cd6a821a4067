using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The kernels for processors: vectors of whatever width there is, all cores for large work, pooled memory. Large work is cut into blocks
/// that depend on its size alone, so that results are the same bits at any number of threads.
/// </summary>
internal sealed partial class CpuBackend : Backend
{
    public static readonly CpuBackend Instance = new();

    /// <summary>
    /// Elements of a block of elementwise work: large beside the cost of handing a block out, small beside a core's cache.
    /// </summary>
    private const int BlockLength = 16 * 1024;

    private CpuBackend() : base("cpu")
    {
    }

    private protected override Storage AllocateCore(DType dtype, int length) => dtype switch
    {
        DType.Float32 => Allocate<float>(length),
        DType.Float64 => Allocate<double>(length),
        DType.Int64 => Allocate<long>(length),
        DType.UInt8 => Allocate<byte>(length),
        _ => Allocate<bool>(length),
    };

    private Storage<T> Allocate<T>(int length) where T : unmanaged => (long)length * Unsafe.SizeOf<T>() < BufferSize.LeastPooledBytes
        ? new Storage<T>(this, new T[length], 0, length, null)
        : BufferPool.Shared.Rent<T>(this, length);

    private static int BlocksOf(int length) => (int)(((long)length + BlockLength - 1) / BlockLength);
}
