using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The wide grid on which an input gradient is computed, one stride phase after the other. Of padded input row h = strideH * a + phase, the
/// taps with kh * dilation = strideH * m + phase take part, each with output row a - m: a plain correlation of the zero-padded
/// output gradient with the phase's taps, whatever the stride. Position (a - FirstA) * Pitch + (b - FirstB).
/// </summary>
internal readonly unsafe struct GradientGrid
{
    private readonly ConvolutionGeometry _g;
    private readonly Axis _h;
    private readonly Axis _w;

    public GradientGrid(in ConvolutionGeometry g)
    {
        _g = g;
        _h = new Axis(g.InHeight, g.KernelHeight, g.StrideHeight, g.PaddingHeight, g.DilationHeight);
        _w = new Axis(g.InWidth, g.KernelWidth, g.StrideWidth, g.PaddingWidth, g.DilationWidth);
    }

    public int Phases => _g.StrideHeight * _g.StrideWidth;

    public int Pitch => _w.Length + _w.Reach;

    public int Positions => (_h.Length - 1) * Pitch + _w.Length;

    public int ChannelSize => (_h.Length + _h.Reach) * Pitch;

    public int Rows => _h.Length;

    public int RowWidth => _w.Length;

    /// <summary>
    /// The taps of one phase for all output channels of a group, kernel row by kernel row: their places in the weight of one input channel,
    /// and their offsets in the planes. Grid row a meets output rows only at taps rowTaps[2a] to rowTaps[2a + 1]; the others meet padding.
    /// Returns the number of taps.
    /// </summary>
    public int WriteTaps(int phase, int* places, int* offsets, int* rowTaps)
    {
        new Span<int>(rowTaps, 2 * Rows).Clear();
        var (count, weightStep, channelSize) = (0, _g.Taps, ChannelSize);
        for (var kh = 0; kh < _g.KernelHeight; kh++)
        {
            if (kh * _g.DilationHeight % _g.StrideHeight != phase / _g.StrideWidth) continue;
            var first = count;
            for (var kw = 0; kw < _g.KernelWidth; kw++)
            {
                if (kw * _g.DilationWidth % _g.StrideWidth != phase % _g.StrideWidth) continue;
                places[count] = kh * _g.KernelWidth + kw;
                offsets[count++] = _h.Shift(kh) * Pitch + _w.Shift(kw);
            }

            var perChannel = count - first;
            for (var end = first + perChannel * _g.OutChannelsPerGroup; count < end; count++)
            {
                places[count] = places[count - perChannel] + weightStep;
                offsets[count] = offsets[count - perChannel] + channelSize;
            }

            WriteRowTaps(kh, count, rowTaps);
        }

        return count;
    }

    // Output row of grid row a at this kernel row: a - m. Kernel rows come with m growing.
    private void WriteRowTaps(int kh, int tapsSoFar, int* rowTaps)
    {
        var m = _h.Reach - _h.Shift(kh);
        for (var row = 0; row < Rows; row++)
        {
            var outputRow = _h.First + row - m;
            if (outputRow >= _g.OutHeight) rowTaps[2 * row] = tapsSoFar;
            if (outputRow >= 0) rowTaps[2 * row + 1] = tapsSoFar;
        }
    }

    /// <summary>Fills the planes of consecutive output channels.</summary>
    public void Fill<T, TVector>(T* gradOutput, int channels, T* planes)
        where T : unmanaged
        where TVector : unmanaged, ISimd<T, TVector>
    {
        var window = new PlaneWindow(_h.First - _h.Reach, _w.First - _w.Reach, 1, 1, _h.Length + _h.Reach, Pitch);
        for (var channel = 0; channel < channels; channel++)
        {
            WidePlane<T, TVector>.Gather(gradOutput, _g.OutHeight, _g.OutWidth, window, planes);
            gradOutput += _g.OutPlane;
            planes += ChannelSize;
        }
    }

    /// <summary>Writes the elements of one phase of one input channel.</summary>
    public void Scatter<T, TVector>(T* wide, int widePitch, int phase, T* gradInput)
        where T : unmanaged
        where TVector : unmanaged, ISimd<T, TVector>
    {
        var window = new PlaneWindow(
            _h.First * _g.StrideHeight + phase / _g.StrideWidth - _g.PaddingHeight,
            _w.First * _g.StrideWidth + phase % _g.StrideWidth - _g.PaddingWidth,
            _g.StrideHeight, _g.StrideWidth, _h.Length, _w.Length);
        WidePlane<T, TVector>.Scatter(wide, widePitch, window, gradInput, _g.InHeight, _g.InWidth);
    }

    /// <summary>One axis: First is the smallest a of all phases, Length the number of a's, Reach the largest m.</summary>
    private readonly record struct Axis(int InSize, int Kernel, int Stride, int Padding, int Dilation)
    {
        public int First => Padding / Stride;

        public int Length => (InSize - 1 + Padding) / Stride - First + 1;

        public int Reach => (Kernel - 1) * Dilation / Stride;

        public int Shift(int k) => Reach - k * Dilation / Stride;
    }
}
