using System.Numerics;
using System.Numerics.Tensors;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override void Gather(Tensor x, int dim, Tensor index, Tensor result)
    {
        if (result.ElementCount > 0)
        {
            switch (x.DType)
            {
                case DType.Float32: Gather<float>(x, dim, index, result); break;
                case DType.Float64: Gather<double>(x, dim, index, result); break;
                case DType.Int64: Gather<long>(x, dim, index, result); break;
                case DType.UInt8: Gather<byte>(x, dim, index, result); break;
                default: Gather<bool>(x, dim, index, result); break;
            }
        }
        KeepAlive(x, index, result);
    }

    internal override void ScatterAdd(Tensor target, int dim, Tensor index, Tensor source)
    {
        if (index.ElementCount > 0)
        {
            switch (target.DType)
            {
                case DType.Float32: ScatterAdd<float>(target, dim, index, source); break;
                case DType.Float64: ScatterAdd<double>(target, dim, index, source); break;
                case DType.Int64: ScatterAdd<long>(target, dim, index, source); break;
                default: ScatterAdd<byte>(target, dim, index, source); break;
            }
        }
        KeepAlive(target, index, source);
    }

    private static unsafe void Gather<T>(Tensor x, int dim, Tensor index, Tensor result) where T : unmanaged
    {
        fixed (T* from = x.Values<T>(), to = result.Values<T>())
        fixed (long* indices = index.Values<long>())
        fixed (int* sizes = result.Shape.Sizes, indirect = x.Strides, direct = result.Strides, indexSteps = index.Strides)
        {
            var rows = new IndexedRows(sizes, result.Rank, dim, indirect, direct, indexSteps, indices);
            var rowsOfBlock = Math.Max(1, BlockLength / rows.RowLength);
            WorkerPool.For((rows.RowCount + rowsOfBlock - 1) / rowsOfBlock, new GatherBody<T>(rows, from, to, rowsOfBlock));
        }
    }

    // Only what cannot meet at one target may run at once: slices of the first dimension, or, if that is the indexed one, columns.
    private static unsafe void ScatterAdd<T>(Tensor target, int dim, Tensor index, Tensor source) where T : unmanaged, INumber<T>
    {
        fixed (T* to = target.Values<T>(), from = source.Values<T>())
        fixed (long* indices = index.Values<long>())
        fixed (int* sizes = index.Shape.Sizes, indirect = target.Strides, direct = source.Strides, indexSteps = index.Strides)
        {
            var rows = new IndexedRows(sizes, index.Rank, dim, indirect, direct, indexSteps, indices);
            if (index.ElementCount <= 2 * BlockLength || index.Rank == 1)
            {
                ScatterRows(rows, 0, rows.RowCount, 0, rows.RowLength, to, from);
            }
            else if (dim == 0)
            {
                const int columns = 64;
                WorkerPool.For((rows.RowLength + columns - 1) / columns, new ScatterColumnsBody<T>(rows, to, from, columns));
            }
            else
            {
                WorkerPool.For(index.Shape[0], new ScatterSlicesBody<T>(rows, to, from, rows.RowCount / index.Shape[0]));
            }
        }
    }

    private static unsafe void ScatterRows<T>(
        in IndexedRows rows, int firstRow, int endRow, int firstColumn, int endColumn, T* target, T* source)
        where T : unmanaged, INumber<T>
    {
        for (var row = firstRow; row < endRow; row++)
        {
            var place = rows.At(row);
            AddRow(rows, place.Index, firstColumn, endColumn, target + place.Indirect, source + place.Direct);
        }
    }

    private static unsafe void AddRow<T>(in IndexedRows rows, long* index, int first, int end, T* to, T* from)
        where T : unmanaged, INumber<T>
    {
        if (rows.IsOneIndexARow && rows.IndirectStep == 1 && rows.DirectStep == 1)
        {
            var target = new Span<T>(to + index[0] * rows.DimStep + first, end - first);
            TensorPrimitives.Add(target, new ReadOnlySpan<T>(from + first, end - first), target);
            return;
        }
        for (var i = first; i < end; i++)
        {
            ref var element = ref to[i * rows.IndirectStep + (nint)index[i * rows.IndexStep] * rows.DimStep];
            element = unchecked(element + from[i * rows.DirectStep]);
        }
    }

    private readonly unsafe struct GatherBody<T>(IndexedRows rows, T* source, T* target, int rowsOfBlock) : IBlockBody where T : unmanaged
    {
        public void Run(int block)
        {
            var end = (int)Math.Min(rows.RowCount, (block + 1L) * rowsOfBlock);
            for (var row = block * rowsOfBlock; row < end; row++)
            {
                var place = rows.At(row);
                var from = source + place.Indirect;
                var to = target + place.Direct;
                var index = place.Index;
                if (rows.IsOneIndexARow && rows.IndirectStep == 1)
                {
                    new ReadOnlySpan<T>(from + (nint)index[0] * rows.DimStep, rows.RowLength).CopyTo(new Span<T>(to, rows.RowLength));
                    continue;
                }
                for (var i = 0; i < rows.RowLength; i++)
                {
                    to[i * rows.DirectStep] = from[i * rows.IndirectStep + (nint)index[i * rows.IndexStep] * rows.DimStep];
                }
            }
        }
    }

    private readonly unsafe struct ScatterColumnsBody<T>(IndexedRows rows, T* target, T* source, int columns) : IBlockBody
        where T : unmanaged, INumber<T>
    {
        public void Run(int block) =>
            ScatterRows(rows, 0, rows.RowCount, block * columns, (int)Math.Min(rows.RowLength, (block + 1L) * columns), target, source);
    }

    private readonly unsafe struct ScatterSlicesBody<T>(IndexedRows rows, T* target, T* source, int rowsOfSlice) : IBlockBody
        where T : unmanaged, INumber<T>
    {
        public void Run(int block) => ScatterRows(rows, block * rowsOfSlice, (block + 1) * rowsOfSlice, 0, rows.RowLength, target, source);
    }
}
