using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    // A run shorter than this is no work for vectors of its own.
    private const int LeastRunLength = 16;

    internal override void Normalize(
        in NormalizationGeometry geometry, Tensor x, Tensor? weight, Tensor? bias, Tensor statistics, Tensor result)
    {
        if (x.DType == DType.Float32) Normalize<float>(geometry, x, null, weight, bias, statistics, result, null, null);
        else Normalize<double>(geometry, x, null, weight, bias, statistics, result, null, null);
    }

    internal override void NormalizeBackward(in NormalizationGeometry geometry, Tensor x, Tensor statistics, Tensor? weight,
        Tensor gradient, Tensor? inputGradient, Tensor weightGradient, Tensor biasGradient)
    {
        if (x.DType == DType.Float32)
            Normalize<float>(geometry, x, gradient, weight, null, statistics, inputGradient, weightGradient, biasGradient);
        else Normalize<double>(geometry, x, gradient, weight, null, statistics, inputGradient, weightGradient, biasGradient);
    }

    private unsafe void Normalize<T>(in NormalizationGeometry geometry, Tensor x, Tensor? gradient, Tensor? weight, Tensor? bias,
        Tensor statistics, Tensor? result, Tensor? weightGradient, Tensor? biasGradient)
        where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        // Rows of short channels are rows of elements, each with a copy of its channel's weight.
        var repeats = !geometry.AcrossBatch && geometry.Inner < LeastRunLength ? geometry.Inner : 1;
        var work = geometry with { Channels = geometry.Channels * repeats, Inner = geometry.Inner / repeats };
        var workspace = NewWorkspace(work, x.DType, gradient is not null);
        fixed (T* from = x.Values<T>(), g = Values<T>(gradient), to = Values<T>(result))
        fixed (T* w = Repeated(weight, T.One, work.WeightCount, repeats), b = Repeated(bias, T.Zero, work.WeightCount, repeats))
        fixed (T* dw = Values<T>(weightGradient), db = Values<T>(biasGradient), space = Values<T>(workspace))
        fixed (double* numbers = statistics.Values<double>())
        {
            var isPartial = gradient is not null && !work.AcrossBatch;
            var operands = new NormalizationOperands<T>(work, from, g, w, b, numbers, to)
            {
                WeightGradient = isPartial ? space : dw,
                BiasGradient = isPartial ? space + workspace!.ElementCount / 2 : db,
            };
            SimdWidth.Run<T, NormalizationWork<T>>(new(operands, space));
            if (isPartial) SimdWidth.Run<T, PartialSumWork<T>>(new(operands, BlocksOf(work), repeats, dw, db));
        }
        workspace?.Storage.Release();
        KeepAlive(x, gradient, weight, bias);
        KeepAlive(statistics, result, weightGradient, biasGradient);
    }

    // For rows, backwards, the gradients of weight and bias, [2, blocks, weights].
    private Tensor? NewWorkspace(in NormalizationGeometry work, DType dtype, bool isBackward)
    {
        var length = work.AcrossBatch
            ? ColumnPlan.Fits(work) ? ColumnPlan.WorkspaceLength(work) : 0
            : isBackward ? checked(2 * BlocksOf(work) * work.WeightCount) : 0;
        return length == 0 ? null : new Tensor(AllocateCore(dtype, length), [length]);
    }

    private static int BlocksOf(in NormalizationGeometry work)
    {
        var rowsOfBlock = RowsOfBlock(work);
        return (work.StatisticsCount + rowsOfBlock - 1) / rowsOfBlock;
    }

    // Enough rows to be worth handing out, and not so few that the partial gradients of the weights outgrow the input.
    private static int RowsOfBlock(in NormalizationGeometry work)
    {
        const int mostBlocks = 64;
        var rows = work.StatisticsCount;
        var least = Math.Max((rows + mostBlocks - 1) / mostBlocks, (BlockLength + work.Count - 1) / work.Count);
        return Math.Max(least, Math.Min(4, (rows + 1) / 2));
    }

    private static Span<T> Repeated<T>(Tensor? values, T otherwise, int count, int repeats) where T : unmanaged
    {
        if (values is not null && repeats == 1) return values.Values<T>();
        var repeated = GC.AllocateUninitializedArray<T>(count);
        for (var i = 0; i < count; i++) repeated[i] = values is null ? otherwise : values.Values<T>()[i / repeats];
        return repeated;
    }

    private readonly unsafe struct NormalizationWork<T>(NormalizationOperands<T> operands, T* workspace) : ISimdWork<T>
        where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly NormalizationOperands<T> _operands = operands;

        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            var geometry = _operands.Geometry;
            if (!geometry.AcrossBatch)
            {
                WorkerPool.For(BlocksOf(geometry), new RowNormalization<T, TVector>(_operands, RowsOfBlock(geometry)));
            }
            else if (ColumnPlan.Fits(geometry)) ColumnNormalization<T, TVector>.Run(_operands, workspace);
            else
            {
                var channels = ChannelNormalization<T, TVector>.ChannelsOfBlock(geometry);
                WorkerPool.For((geometry.Groups + channels - 1) / channels, new ChannelNormalization<T, TVector>(_operands, channels));
            }
        }
    }

    /// <summary>Adds up the blocks' gradients of weight and bias, and then those of the elements that share a weight.</summary>
    private readonly unsafe struct PartialSumWork<T>(NormalizationOperands<T> operands, int blocks, int repeats, T* weight, T* bias)
        : ISimdWork<T> where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        private readonly NormalizationOperands<T> _operands = operands;
        private readonly T* _weight = weight;
        private readonly T* _bias = bias;

        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            Add<TVector>(_operands.WeightGradient, _weight);
            Add<TVector>(_operands.BiasGradient, _bias);
        }

        private void Add<TVector>(T* partial, T* target) where TVector : unmanaged, ISimd<T, TVector>
        {
            var length = _operands.Geometry.WeightCount;
            if (repeats == 1)
            {
                FoldKernels<T, TVector, SumFold>.Rows(partial, blocks, length, length, target);
                return;
            }
            var sums = new T[length];
            fixed (T* elements = sums)
            {
                FoldKernels<T, TVector, SumFold>.Rows(partial, blocks, length, length, elements);
                for (var c = 0; c < length / repeats; c++)
                    target[c] = FoldKernels<T, TVector, SumFold>.Run(elements + c * repeats, repeats);
            }
        }
    }
}
