using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Zero-padded planes of a source, split by stride phase, such that output position (i, j) at a tap reads element
/// i * RowStep + j * ColumnStep + the tap's offset: no borders to look out for. Layout [channel][row phase][column phase][row][column].
/// </summary>
internal readonly struct TapGrid
{
    private readonly TapAxis _height;
    private readonly TapAxis _width;
    private readonly int _rows;
    private readonly int _pitch;

    public TapGrid(TapAxis height, TapAxis width, int outRows, int outColumns)
    {
        (_height, _width) = (height, width);
        _rows = height.Length(outRows);
        _pitch = width.Length(outColumns);
    }

    public int RowStep => _pitch * _height.PositionStep;

    public int ColumnStep => _width.PositionStep;

    public int ChannelSize => _height.Phases.Length * _width.Phases.Length * _rows * _pitch;

    public bool HasTap(int row, int column) => _height.Planes[row] >= 0 && _width.Planes[column] >= 0;

    public int Offset(int row, int column) =>
        (_height.Planes[row] * _width.Phases.Length + _width.Planes[column]) * _rows * _pitch
        + _height.Shifts[row] * _pitch + _width.Shifts[column];

    /// <summary>Fills the planes of consecutive channels for an output that begins in row <paramref name="outRow"/>.</summary>
    public unsafe void Fill<T, TVector>(T* source, int channels, int outRow, T* planes)
        where T : unmanaged
        where TVector : unmanaged, ISimd<T, TVector>
    {
        var (height, width) = (_height.Size, _width.Size);
        for (var channel = 0; channel < channels; channel++, source += (nint)height * width)
        {
            for (var i = 0; i < _height.Phases.Length; i++)
            {
                for (var j = 0; j < _width.Phases.Length; j++, planes += _rows * _pitch)
                {
                    var window = new PlaneWindow(
                        _height.First(i, outRow), _width.First(j, 0), _height.Step, _width.Step, _rows, _pitch);
                    WidePlane<T, TVector>.Gather(source, height, width, window, planes);
                }
            }
        }
    }
}
