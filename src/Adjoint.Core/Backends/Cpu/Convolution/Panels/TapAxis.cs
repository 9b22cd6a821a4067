namespace Adjoint.Backends.Cpu;

/// <summary>
/// One axis of a <see cref="TapGrid"/>: output position i at tap t reads index i * PositionStep + Shifts[t] of plane Planes[t], and index r
/// of plane q holds source element Start + Phases[q] + r * Step.
/// </summary>
internal sealed class TapAxis
{
    private TapAxis(int size, int start, int step, int positionStep, int reach, int[] phases, int[] planes, int[] shifts)
    {
        (Size, Start, Step, PositionStep, Reach) = (size, start, step, positionStep, reach);
        (Phases, Planes, Shifts) = (phases, planes, shifts);
    }

    /// <summary>Elements of the source.</summary>
    public int Size { get; }

    public int Start { get; }

    public int Step { get; }

    public int PositionStep { get; }

    public int[] Phases { get; }

    public int[] Planes { get; }

    public int[] Shifts { get; }

    /// <summary>The largest shift; in a gradient the largest of all phases, which share one grid.</summary>
    public int Reach { get; }

    /// <summary>Output i reads input i * stride + t * dilation - padding: one plane for each rest of t * dilation by the stride.</summary>
    public static TapAxis Forward(int size, int kernel, int stride, int padding, int dilation)
    {
        var phases = new List<int>(kernel);
        var (planes, shifts) = (new int[kernel], new int[kernel]);
        for (var t = 0; t < kernel; t++)
        {
            (shifts[t], var phase) = Math.DivRem(t * dilation, stride);
            planes[t] = phases.IndexOf(phase);
            if (planes[t] >= 0) continue;
            planes[t] = phases.Count;
            phases.Add(phase);
        }

        return new TapAxis(size, -padding, stride, 1, shifts.Max(), [.. phases], planes, shifts);
    }

    /// <summary>As <see cref="Forward"/>, in one plane that holds every element.</summary>
    public static TapAxis Whole(int size, int kernel, int stride, int padding, int dilation) =>
        new(size, -padding, 1, stride, (kernel - 1) * dilation, [0], new int[kernel], [.. Enumerable.Range(0, kernel).Select(t => t * dilation)]);

    /// <summary>
    /// The gradient of input phase + i * stride comes from output i + (phase + padding - t * dilation)/stride at each tap for which that
    /// leaves no rest; the plane of the others is -1.
    /// </summary>
    public static TapAxis Backward(int outSize, int kernel, int stride, int padding, int dilation, int phase)
    {
        var least = (int)Math.Floor((padding - (kernel - 1.0) * dilation) / stride);
        var (planes, shifts) = (new int[kernel], new int[kernel]);
        for (var t = 0; t < kernel; t++)
        {
            var (shift, rest) = Math.DivRem(phase + padding - t * dilation, stride);
            (planes[t], shifts[t]) = rest == 0 ? (0, shift - least) : (-1, 0);
        }

        var reach = (stride - 1 + padding) / stride - least;
        return new TapAxis(outSize, least, 1, 1, reach, [0], planes, shifts);
    }

    /// <summary>Indices of a plane that so many output positions read.</summary>
    public int Length(int positions) => (positions - 1) * PositionStep + 1 + Reach;

    /// <summary>Where plane <paramref name="plane"/> begins in the source for an output that begins at <paramref name="position"/>.</summary>
    public int First(int plane, int position) => Start + Phases[plane] + position * PositionStep * Step;
}
