using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Images cut into square tiles whose corners lie Step apart, the first one Padding before the image. Rows of tiles are counted through all
/// images.
/// </summary>
internal readonly record struct WinogradTiles(
    int Height, int Width, int PaddingHeight, int PaddingWidth, int Step, int RowsOfTiles, int TilesInRow)
{
    /// <summary>Elements, in vectors, that <see cref="WinogradImages{T, TVector}"/> lays so many rows of tiles of a size out in.</summary>
    public int LaidOut(int tileRows, int size) => LaidOutRows(tileRows, size) * LaidOutColumns(size);

    public int LaidOutRows(int tileRows, int size) => tileRows * Step + size - Step;

    public int LaidOutColumns(int size) => TilesInRow * Step + size - Step;
}

/// <summary>Goes between images [channel][row][column] and tiles with a vector of channels at each place.</summary>
internal static unsafe class WinogradImages<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    /// <summary>
    /// Transforms the tiles of some rows of tiles: points[matrix * matrixStep + tile * tileStep + channel].
    /// </summary>
    /// <param name="tiles">The tiles.</param>
    /// <param name="images">The first channel of the first image.</param>
    /// <param name="imageStep">From image to image.</param>
    /// <param name="channels">How many channels; the points of some more, up to a whole vector, are of no meaning.</param>
    /// <param name="firstRow">The first row of tiles.</param>
    /// <param name="endRow">The end of the rows of tiles.</param>
    /// <param name="points">The result.</param>
    /// <param name="matrixStep">From point to point of a tile.</param>
    /// <param name="tileStep">From tile to tile.</param>
    /// <param name="scratch">A vector for each place that the rows of tiles cover.</param>
    /// <param name="channelSums">Is increased by the sum of each channel's elements in these tiles, unless null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToPoints<TTransform>(
        in WinogradTiles tiles, T* images, nint imageStep, int channels, int firstRow, int endRow,
        T* points, nint matrixStep, nint tileStep, T* scratch, T* channelSums)
        where TTransform : IWinogradTransform<T>
    {
        var between = stackalloc T[WinogradTransforms<T, TVector>.Matrices * TVector.Count];
        for (var row = firstRow; row < endRow;)
        {
            var (image, tileRow) = Math.DivRem(row, tiles.RowsOfTiles);
            var tileRows = Math.Min(endRow - row, tiles.RowsOfTiles - tileRow);
            var pitch = (nint)tiles.LaidOutColumns(TTransform.Inputs) * TVector.Count;
            var places = tiles.LaidOut(tileRows, TTransform.Inputs);
            new Span<T>(scratch, places * TVector.Count).Clear();
            for (var channel = 0; channel < channels; channel += TVector.Count)
            {
                var source = images + image * imageStep + (nint)channel * tiles.Height * tiles.Width;
                LayOut(tiles, source, Math.Min(TVector.Count, channels - channel), tileRow, tileRows, TTransform.Inputs, scratch);
                if (channelSums != null) AddSum(scratch, places, channelSums + channel);
                var target = points + (nint)(row - firstRow) * tiles.TilesInRow * tileStep + channel;
                for (var i = 0; i < tileRows; i++)
                {
                    var from = scratch + i * tiles.Step * pitch;
                    for (var j = 0; j < tiles.TilesInRow; j++, from += tiles.Step * TVector.Count, target += tileStep)
                    {
                        WinogradTransforms<T, TVector>.Square<TTransform>(
                            from, pitch, TVector.Count, target, WinogradTransforms<T, TVector>.Points * matrixStep, matrixStep, between);
                    }
                }
            }

            row += tileRows;
        }
    }

    /// <summary>scratch[row][column][channel] of the rows that the tiles cover, padding left as it is.</summary>
    private static void LayOut(in WinogradTiles tiles, T* source, int channels, int tileRow, int tileRows, int size, T* scratch)
    {
        var first = tileRow * tiles.Step - tiles.PaddingHeight;
        var begin = Math.Max(first, 0);
        var end = Math.Min(first + tiles.LaidOutRows(tileRows, size), tiles.Height);
        var pitch = tiles.LaidOutColumns(size);
        var plane = (nint)tiles.Height * tiles.Width;
        for (var row = begin; row < end; row++)
        {
            GemmPacking<T, TVector>.Transpose(source + (nint)row * tiles.Width, plane, channels, tiles.Width,
                scratch + ((nint)(row - first) * pitch + tiles.PaddingWidth) * TVector.Count, TVector.Count);
        }
    }

    /// <summary>images[channel][row][column] = scratch[row][column][channel] for the rows of one row of tiles that are in the image.</summary>
    public static void PutBack(in WinogradTiles tiles, T* scratch, int channels, int tileRow, T* image)
    {
        var first = tileRow * tiles.Step;
        var pitch = tiles.TilesInRow * tiles.Step * TVector.Count;
        var plane = tiles.Height * tiles.Width;
        for (var row = first; row < Math.Min(first + tiles.Step, tiles.Height); row++, scratch += pitch)
            GemmPacking<T, TVector>.Transpose(scratch, TVector.Count, tiles.Width, channels, image + (nint)row * tiles.Width, plane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSum(T* vectors, int count, T* sum)
    {
        TVector even = default, odd = default;
        var i = 0;
        for (; i < count - 1; i += 2)
        {
            even = even + TVector.Load(vectors + (nint)i * TVector.Count);
            odd = odd + TVector.Load(vectors + (nint)(i + 1) * TVector.Count);
        }

        if (i < count) even = even + TVector.Load(vectors + (nint)i * TVector.Count);
        TVector.Store(TVector.Load(sum) + (even + odd), sum);
    }
}
