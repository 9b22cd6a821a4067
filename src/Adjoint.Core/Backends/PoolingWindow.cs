namespace Adjoint.Backends;

/// <summary>
/// One axis of one pooling window: the places inside the input, from <see cref="Start"/> in steps to before <see cref="End"/>, and the
/// size with the padding that counts.
/// </summary>
internal readonly struct PoolingWindow
{
    public readonly int Start;
    public readonly int End;
    public readonly int Step;
    public readonly int PaddedSize;

    public PoolingWindow(int start, int end, int step, int paddedSize)
    {
        Start = start;
        End = end;
        Step = step;
        PaddedSize = paddedSize;
    }

    /// <summary>The number of places inside the input.</summary>
    public int Size => Step == 1 ? End - Start : End <= Start ? 0 : (End - Start - 1) / Step + 1;
}
