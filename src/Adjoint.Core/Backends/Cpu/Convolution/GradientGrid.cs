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

    /// <summary>
    /// The taps of one phase for all output channels of a group: their places in the weight of one input channel, and their offsets in the
    /// planes. Returns their number.
    /// </summary>
    public int WriteTaps(int phase, int* places, int* offsets)
    {
        var perChannel = 0;
        for (var tap = 0; tap < _g.KernelHeight * _g.KernelWidth; tap++)
        {
            var (kh, kw) = (tap / _g.KernelWidth, tap % _g.KernelWidth);
            if (kh * _g.DilationHeight % _g.StrideHeight != phase / _g.StrideWidth) continue;
            if (kw * _g.DilationWidth % _g.StrideWidth != phase % _g.StrideWidth) continue;
            places[perChannel] = tap;
            offsets[perChannel++] = _h.Shift(kh) * Pitch + _w.Shift(kw);
        }

        var count = perChannel * _g.OutChannelsPerGroup;
        var (weightStep, channelSize) = (_g.Taps, ChannelSize);
        for (var tap = perChannel; tap < count; tap++)
        {
            places[tap] = places[tap - perChannel] + weightStep;
            offsets[tap] = offsets[tap - perChannel] + channelSize;
        }

        return count;
    }

    /// <summary>Fills the planes of consecutive output channels.</summary>
    public void Fill<T, TVector, TLanes>(T* gradOutput, int channels, T* planes)
        where T : unmanaged
        where TVector : struct
        where TLanes : struct, ILanes<TVector, T>
    {
        var window = new PlaneWindow(_h.First - _h.Reach, _w.First - _w.Reach, 1, 1, _h.Length + _h.Reach, Pitch);
        for (var channel = 0; channel < channels; channel++)
        {
            WidePlane<T, TVector, TLanes>.Gather(gradOutput, _g.OutHeight, _g.OutWidth, window, planes);
            gradOutput += _g.OutPlane;
            planes += ChannelSize;
        }
    }

    /// <summary>Writes the elements of one phase of one input channel.</summary>
    public void Scatter<T, TVector, TLanes>(T* wide, int phase, T* gradInput)
        where T : unmanaged
        where TVector : struct
        where TLanes : struct, ILanes<TVector, T>
    {
        var window = new PlaneWindow(
            _h.First * _g.StrideHeight + phase / _g.StrideWidth - _g.PaddingHeight,
            _w.First * _g.StrideWidth + phase % _g.StrideWidth - _g.PaddingWidth,
            _g.StrideHeight, _g.StrideWidth, _h.Length, _w.Length);
        WidePlane<T, TVector, TLanes>.Scatter(wide, Pitch, window, gradInput, _g.InHeight, _g.InWidth);
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
