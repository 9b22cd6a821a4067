namespace Adjoint.Backends.Cpu;

/// <summary>One axis of one pooling window: the part inside the input, and the size with the padding that counts.</summary>
internal readonly struct PoolingWindow
{
    public readonly int Start;
    public readonly int End;
    public readonly int PaddedSize;

    public PoolingWindow(int index, int size, int kernel, int stride, int padding)
    {
        var start = index * stride - padding;
        var end = Math.Min(start + kernel, size + padding);
        PaddedSize = end - start;
        Start = Math.Max(start, 0);
        End = Math.Min(end, size);
    }

    public int Size => End - Start;
}
