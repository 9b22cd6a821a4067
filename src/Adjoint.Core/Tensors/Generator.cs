namespace Adjoint;

/// <summary>
/// A stream of random numbers from a seed (PyTorch: <c>torch.Generator</c>). Numbers are a function of seed and position alone
/// (Philox4x32-10, Salmon et al. 2011): the same at any number of threads, and continued exactly by setting <see cref="Position"/>.
/// </summary>
/// <param name="seed">Any number; equal seeds give equal streams.</param>
public sealed class Generator(ulong seed)
{
    // A tensor begins at a whole block of the stream, so that kernels fill it with whole vectors.
    private const ulong BlockSize = 4;

    private ulong _position;

    /// <summary>
    /// The stream that layers draw on if they are given none; seed 0 unless it is replaced (PyTorch: <c>torch.manual_seed</c>).
    /// </summary>
    public static Generator Default { get; set; } = new(0);

    /// <summary>The seed.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>
    /// The next position of the stream that nobody has used. Save it to continue later exactly where the stream stands; set it to do so.
    /// </summary>
    public ulong Position
    {
        get => Volatile.Read(ref _position);
        set => Volatile.Write(ref _position, value);
    }

    /// <summary>
    /// Reserves positions for this caller alone, rounded up to whole blocks of four, and returns the first one. Threads may call it at the
    /// same time; which of them comes first is then up to them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public ulong Advance(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var reserved = ((ulong)count + BlockSize - 1) / BlockSize * BlockSize;
        return Interlocked.Add(ref _position, reserved) - reserved;
    }

    /// <summary>The seed and the position.</summary>
    public override string ToString() => $"Generator(seed: {Seed}, position: {Position})";
}
