namespace Adjoint.Backends.Reference;

/// <summary>
/// Every kernel by its definition: loops over multi-indices, arithmetic in double precision (integers in 64 bits), results rounded once.
/// Slow on purpose; the oracle the fast backend is held against.
/// </summary>
internal sealed partial class ReferenceBackend : Backend
{
    public static readonly ReferenceBackend Instance = new();

    private ReferenceBackend() : base("reference")
    {
    }

    private protected override Storage AllocateCore(DType dtype, int length) => dtype switch
    {
        DType.Float32 => new Storage<float>(this, new float[length], 0, length, null),
        DType.Float64 => new Storage<double>(this, new double[length], 0, length, null),
        DType.Int64 => new Storage<long>(this, new long[length], 0, length, null),
        DType.UInt8 => new Storage<byte>(this, new byte[length], 0, length, null),
        DType.Bool => new Storage<bool>(this, new bool[length], 0, length, null),
        _ => throw new ArgumentOutOfRangeException(nameof(dtype)),
    };
}
