namespace Adjoint.Backends.Cpu;

/// <summary>A run of windows beside one another: the columns of their line that lie inside the input.</summary>
internal readonly struct PoolingRun
{
    public PoolingRun(PoolingAxis columns, int first, int windows)
    {
        First = first;
        Windows = Math.Min(windows, columns.OutSize - first);
        Left = first * columns.Stride - columns.Padding;
        Length = (Windows - 1) * columns.Stride + columns.Reach;
        Start = Math.Min(Math.Max(0, -Left), Length);
        End = Math.Max(Start, Math.Min(Length, columns.Size - Left));
    }

    /// <summary>The first window.</summary>
    public int First { get; }

    /// <summary>The number of windows.</summary>
    public int Windows { get; }

    /// <summary>The input's column where the line begins; less than 0 in the padding.</summary>
    public int Left { get; }

    /// <summary>The columns that the windows reach over.</summary>
    public int Length { get; }

    /// <summary>The first place of the line inside the input.</summary>
    public int Start { get; }

    /// <summary>Behind the last place of the line inside the input.</summary>
    public int End { get; }
}
