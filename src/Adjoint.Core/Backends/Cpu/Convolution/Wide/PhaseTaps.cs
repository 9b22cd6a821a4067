using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>Taps and transposed, packed weights of every stride phase of an input gradient, in the calling thread's buffer.</summary>
internal readonly unsafe struct PhaseTaps<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    private readonly ConvolutionGeometry _g;
    private readonly GradientGrid _grid;
    private readonly WideProduct<T, TVector> _product;
    private readonly int _mostTaps;
    private readonly long _packedSize;
    private readonly long _tableSize;
    private readonly T* _packed;
    private readonly int* _tables;

    public PhaseTaps(in ConvolutionGeometry g, in GradientGrid grid, in WideProduct<T, TVector> product)
    {
        _g = g;
        _grid = grid;
        _product = product;
        _mostTaps = g.OutChannelsPerGroup * g.KernelHeight * g.KernelWidth;
        _packedSize = g.Groups * product.PackedSize(_mostTaps);
        _tableSize = 1 + 2L * _mostTaps + 2L * grid.Rows;
        _packed = (T*)ThreadBuffer.Shared(grid.Phases * (_packedSize * sizeof(T) + _tableSize * sizeof(int)));
        _tables = (int*)(_packed + grid.Phases * _packedSize);
    }

    /// <summary>Writes one phase's tables and weights. They are filled before any block runs, and only read then.</summary>
    public void Pack(int phase, T* weight)
    {
        var table = Table(phase);
        var places = Offsets(phase) + _mostTaps;
        *table = _grid.WriteTaps(phase, places, Offsets(phase), RowTaps(phase));
        for (var group = 0; group < _g.Groups; group++)
        {
            var ofGroup = weight + group * _g.OutChannelsPerGroup * (long)_g.Taps;
            _product.Pack(ofGroup, _g.KernelHeight * _g.KernelWidth, places, *table, null, Packed(phase, group));
        }
    }

    public int Count(int phase) => *Table(phase);

    public int* Offsets(int phase) => Table(phase) + 1;

    /// <summary>The taps at which a grid row meets output rows.</summary>
    public (int First, int End) AtRow(int phase, int row) => (RowTaps(phase)[2 * row], RowTaps(phase)[2 * row + 1]);

    public int CountAtRow(int phase, int row)
    {
        var (first, end) = AtRow(phase, row);
        return end - first;
    }

    public T* Packed(int phase, int group) => _packed + phase * _packedSize + group * _product.PackedSize(Count(phase));

    // Of each phase: the number of taps, their offsets, their places in the weight of one input channel, their range at each grid row.
    private int* Table(int phase) => _tables + phase * _tableSize;

    private int* RowTaps(int phase) => Offsets(phase) + 2 * _mostTaps;
}
