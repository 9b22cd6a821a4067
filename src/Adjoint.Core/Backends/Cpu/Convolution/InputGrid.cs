namespace Adjoint.Backends.Cpu;

/// <summary>
/// The wide grid on which a convolution's output is computed: output (h, w) is position h * Pitch + w. The padded input is split by
/// stride phase, plane (channel, h % strideH, w % strideW) holding elements (h / strideH, w / strideW), all with the same pitch. Then
/// for each tap the input of position q lies at q + a constant, at any stride and dilation.
/// </summary>
internal readonly unsafe struct InputGrid
{
    private readonly ConvolutionGeometry _g;
    private readonly int _rows;

    public InputGrid(in ConvolutionGeometry g)
    {
        _g = g;
        _rows = g.OutHeight + (g.KernelHeight - 1) * g.DilationHeight / g.StrideHeight;
        Pitch = g.OutWidth + (g.KernelWidth - 1) * g.DilationWidth / g.StrideWidth;
        Positions = (g.OutHeight - 1) * Pitch + g.OutWidth;
    }

    public int Pitch { get; }

    /// <summary>From the first output to the last, with the unused columns between.</summary>
    public int Positions { get; }

    public int ChannelSize => _g.StrideHeight * _g.StrideWidth * _rows * Pitch;

    /// <summary>offsets[tap] for the taps of some input channels, in the weight's order.</summary>
    public void WriteOffsets(int channels, int* offsets)
    {
        var kernel = _g.KernelHeight * _g.KernelWidth;
        for (var tap = 0; tap < kernel; tap++)
            offsets[tap] = Offset(tap / _g.KernelWidth * _g.DilationHeight, tap % _g.KernelWidth * _g.DilationWidth);
        var channelSize = ChannelSize;
        for (var tap = kernel; tap < channels * kernel; tap++) offsets[tap] = offsets[tap - kernel] + channelSize;
    }

    /// <summary>Fills the planes of consecutive channels.</summary>
    public void Fill<T, TVector, TLanes>(T* input, int channels, T* planes)
        where T : unmanaged
        where TVector : struct
        where TLanes : struct, ILanes<TVector, T>
    {
        for (var channel = 0; channel < channels; channel++)
        {
            for (var phase = 0; phase < _g.StrideHeight * _g.StrideWidth; phase++, planes += _rows * Pitch)
            {
                var (phaseRow, phaseColumn) = (phase / _g.StrideWidth, phase % _g.StrideWidth);
                if (!Touches(phaseRow, _g.KernelHeight, _g.StrideHeight, _g.DilationHeight)
                    || !Touches(phaseColumn, _g.KernelWidth, _g.StrideWidth, _g.DilationWidth))
                {
                    WidePlane<T, TVector, TLanes>.Clear(planes, _rows * Pitch);
                    continue;
                }

                var window = new PlaneWindow(
                    phaseRow - _g.PaddingHeight, phaseColumn - _g.PaddingWidth, _g.StrideHeight, _g.StrideWidth, _rows, Pitch);
                WidePlane<T, TVector, TLanes>.Gather(input, _g.InHeight, _g.InWidth, window, planes);
            }

            input += _g.InPlane;
        }
    }

    private int Offset(int h, int w)
    {
        var phase = h % _g.StrideHeight * _g.StrideWidth + w % _g.StrideWidth;
        return phase * _rows * Pitch + h / _g.StrideHeight * Pitch + w / _g.StrideWidth;
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
