using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// The grid of positions on which a convolution's output is computed, and planes of the padded input such that for each tap the input
/// of position q lies at q + a constant, at any stride and dilation.
/// <para>Wide: output (h, w) is position h * Pitch + w. The input is split by stride phase: plane (channel, h % strideH, w % strideW) holds
/// the elements (h / strideH, w / strideW), all with the same pitch. Right of each output row lie positions of no meaning.</para>
/// <para>Compact: every position is an output; each tap has a plane of its own (the rows of "im2col"). More copying, no wasted positions,
/// and no product of two numbers that the convolution does not multiply, save padding.</para>
/// </summary>
internal readonly unsafe struct InputGrid
{
    private readonly ConvolutionGeometry _g;
    private readonly bool _compact;
    private readonly int _rows;
    private readonly int _planeSize;

    private InputGrid(in ConvolutionGeometry g, bool compact, int rows, int pitch, int planeSize)
    {
        _g = g;
        _compact = compact;
        _rows = rows;
        _planeSize = planeSize;
        Pitch = pitch;
        Positions = (g.OutHeight - 1) * pitch + g.OutWidth;
        ChannelSize = (compact ? g.KernelHeight * g.KernelWidth : g.StrideHeight * g.StrideWidth) * planeSize;
    }

    public int Pitch { get; }

    /// <summary>From the first output to the last, with the unused columns between.</summary>
    public int Positions { get; }

    /// <summary>Elements of all planes of one channel.</summary>
    public int ChannelSize { get; }

    public static InputGrid Wide(in ConvolutionGeometry g)
    {
        var rows = g.OutHeight + (g.KernelHeight - 1) * g.DilationHeight / g.StrideHeight;
        var pitch = g.OutWidth + (g.KernelWidth - 1) * g.DilationWidth / g.StrideWidth;
        return new InputGrid(g, false, rows, pitch, rows * pitch);
    }

    /// <param name="g">The convolution.</param>
    /// <param name="unit">A plane's elements are a multiple of this, with zeros after the last position.</param>
    public static InputGrid Compact(in ConvolutionGeometry g, int unit) =>
        new(g, true, g.OutHeight, g.OutWidth, RegisterBlock.RoundUp(g.OutPlane, unit));

    /// <summary>offsets[tap] for the taps of some input channels, in the weight's order.</summary>
    public void WriteOffsets(int channels, int* offsets)
    {
        var kernel = _g.KernelHeight * _g.KernelWidth;
        for (var tap = 0; tap < kernel; tap++) offsets[tap] = _compact ? tap * _planeSize : WideOffset(tap);
        var channelSize = ChannelSize;
        for (var tap = kernel; tap < channels * kernel; tap++) offsets[tap] = offsets[tap - kernel] + channelSize;
    }

    /// <summary>Fills the planes of consecutive channels.</summary>
    public void Fill<T, TVector>(T* input, int channels, T* planes)
        where T : unmanaged
        where TVector : unmanaged, ISimd<T, TVector>
    {
        var inPlane = _g.InPlane;
        for (var channel = 0; channel < channels; channel++, input += inPlane, planes += ChannelSize)
        {
            if (_compact) FillTaps<T, TVector>(input, planes);
            else FillPhases<T, TVector>(input, planes);
        }
    }

    private void FillTaps<T, TVector>(T* input, T* planes)
        where T : unmanaged
        where TVector : unmanaged, ISimd<T, TVector>
    {
        for (var tap = 0; tap < _g.KernelHeight * _g.KernelWidth; tap++, planes += _planeSize)
        {
            var row = tap / _g.KernelWidth * _g.DilationHeight - _g.PaddingHeight;
            var column = tap % _g.KernelWidth * _g.DilationWidth - _g.PaddingWidth;
            var window = new PlaneWindow(row, column, _g.StrideHeight, _g.StrideWidth, _rows, Pitch);
            WidePlane<T, TVector>.Gather(input, _g.InHeight, _g.InWidth, window, planes);
            WidePlane<T, TVector>.Clear(planes + Positions, _planeSize - Positions);
        }
    }

    private void FillPhases<T, TVector>(T* input, T* planes)
        where T : unmanaged
        where TVector : unmanaged, ISimd<T, TVector>
    {
        for (var phase = 0; phase < _g.StrideHeight * _g.StrideWidth; phase++, planes += _planeSize)
        {
            var (row, column) = (phase / _g.StrideWidth, phase % _g.StrideWidth);
            if (Touches(row, _g.KernelHeight, _g.StrideHeight, _g.DilationHeight)
                && Touches(column, _g.KernelWidth, _g.StrideWidth, _g.DilationWidth))
            {
                var window = new PlaneWindow(
                    row - _g.PaddingHeight, column - _g.PaddingWidth, _g.StrideHeight, _g.StrideWidth, _rows, Pitch);
                WidePlane<T, TVector>.Gather(input, _g.InHeight, _g.InWidth, window, planes);
            }
            else
            {
                WidePlane<T, TVector>.Clear(planes, _planeSize);
            }
        }
    }

    private int WideOffset(int tap)
    {
        var (h, w) = (tap / _g.KernelWidth * _g.DilationHeight, tap % _g.KernelWidth * _g.DilationWidth);
        var phase = h % _g.StrideHeight * _g.StrideWidth + w % _g.StrideWidth;
        return phase * _planeSize + h / _g.StrideHeight * Pitch + w / _g.StrideWidth;
    }

    // A stride larger than the kernel leaves phases that no tap reads, except past the end of another phase: they must be finite.
    private static bool Touches(int phase, int kernel, int stride, int dilation)
    {
        for (var k = 0; k < kernel; k++)
        {
            if (k * dilation % stride == phase) return true;
        }

        return false;
    }
}
