using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>Packed weights of one convolution on wide planes: blocks of rows, each its biases, then its weights tap by tap.</summary>
internal readonly unsafe struct WideProduct<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    private readonly RegisterBlock _block;
    private readonly int _positions;

    public WideProduct(int rows, int positions)
    {
        Rows = rows;
        _positions = positions;
        _block = RegisterBlock.Choose(rows, positions, TVector.Count, TVector.HasManyRegisters);
    }

    public int Rows { get; }

    public int RowsPerBlock => _block.Rows;

    public int VectorsPerBlock => _block.Vectors;

    public int Blocks => _block.RowBlocks(Rows);

    public int WidePitch => RegisterBlock.RoundUp(_positions, _block.Vectors * TVector.Count);

    public int WideSize => _block.Rows * WidePitch + TVector.Count;

    /// <summary>How far past the last position the last tile reads, and copies by whole vectors read and write.</summary>
    public int Overrun => WidePitch - _positions + TVector.Count;

    public long PackedSize(int taps) => (long)Blocks * BlockSize(taps);

    /// <summary>
    /// packed[block][1 + tap][row] = weight[row * rowPitch + tapIndices[tap]], zero for rows past the last. Without indices, taps follow
    /// one another.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(T* weight, int rowPitch, int* tapIndices, int taps, T* bias, T* packed)
    {
        var step = _block.Rows;
        if (Rows % step != 0) new Span<T>(packed + (long)(Blocks - 1) * BlockSize(taps), BlockSize(taps)).Clear();
        for (var row = 0; row < Rows; row++, weight += rowPitch)
        {
            var target = packed + (long)(row / step) * BlockSize(taps) + row % step;
            *target = bias == null ? default : bias[row];
            target += step;
            if (tapIndices == null)
            {
                for (var tap = 0; tap < taps; tap++, target += step) *target = weight[tap];
            }
            else
            {
                for (var tap = 0; tap < taps; tap++, target += step) *target = weight[tapIndices[tap]];
            }
        }
    }

    /// <summary>Computes one block of rows at all positions; row r of the block is at wide + r * WidePitch.</summary>
    public void Multiply(int block, T* planes, int* offsets, int taps, T* packed, T* wide)
    {
        var tile = Operands(block, offsets, taps, packed);
        tile.PlanesStep = tile.WideStep = TVector.Count;
        tile.WidePitch = WidePitch;
        var width = _block.Vectors * TVector.Count;
        for (var q = 0; q < _positions; q += width)
        {
            tile.Planes = planes + q;
            tile.Wide = wide + q;
            WideKernels<T, TVector>.Multiply(_block, tile);
        }
    }

    /// <summary>
    /// Computes one block of rows at one image row of as many images as the block has vectors, with a part of the taps: for grids whose
    /// rows are nearly whole vectors, or where many taps meet padding only. Row r of image v: wide + (r * VectorsPerBlock + v) * wideStep.
    /// </summary>
    public void MultiplyImageRow(
        int block, T* planes, nint planesStep, int width, int* offsets, int taps, int firstTap, int endTap,
        T* packed, T* wide, nint wideStep)
    {
        var tile = Operands(block, offsets + firstTap, taps, packed);
        tile.Weights += firstTap * _block.Rows;
        tile.Taps = endTap - firstTap;
        tile.PlanesStep = planesStep;
        tile.WideStep = wideStep;
        tile.WidePitch = _block.Vectors * wideStep;
        for (var q = 0; q < width; q += TVector.Count)
        {
            tile.Planes = planes + q;
            tile.Wide = wide + q;
            WideKernels<T, TVector>.Multiply(_block, tile);
        }
    }

    /// <summary>The operands of one block, places and distances of planes and result still to be set.</summary>
    private WideTile<T> Operands(int block, int* offsets, int taps, T* packed)
    {
        var bias = packed + (long)block * BlockSize(taps);
        return new WideTile<T> { Offsets = offsets, Taps = taps, Bias = bias, Weights = bias + _block.Rows };
    }

    private int BlockSize(int taps) => (1 + taps) * _block.Rows;
}
