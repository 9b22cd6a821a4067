using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>What is done with each block of rows, or of channels.</summary>
internal enum ColumnWork
{
    /// <summary>Rows: the sums that mean and variance of each column need.</summary>
    Moments,

    /// <summary>Channels: mean and variance, unless they are given, and the line that standardises, weighs and shifts.</summary>
    Statistics,

    /// <summary>Rows: the result.</summary>
    Affine,

    /// <summary>Channels: what stands for the mean.</summary>
    Means,

    /// <summary>Rows: the sums of each column's gradient.</summary>
    GradientSums,

    /// <summary>Channels: the gradients of weight and bias, and the line that the gradient by the input is made by.</summary>
    Lines,

    /// <summary>Rows: the gradient by the input.</summary>
    Backward,
}

/// <summary>
/// Batch normalisation of channels of few elements: the input is a matrix with an example a row, and a channel is one or a few adjacent
/// columns. Rows are walked in blocks, as they lie in memory; what the blocks found is joined in order.
/// </summary>
/// <param name="operands">The numbers.</param>
/// <param name="workspace">Four numbers a column, and three a column for each block of rows.</param>
/// <param name="work">What is done.</param>
internal readonly unsafe struct ColumnNormalization<T, TVector>(NormalizationOperands<T> operands, T* workspace, ColumnWork work)
    : IBlockBody
    where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> where TVector : unmanaged, ISimd<T, TVector>
{
    private const int ChannelsOfBlock = 64;

    private readonly NormalizationOperands<T> _operands = operands;

    private NormalizationGeometry Geometry => _operands.Geometry;

    private int Columns => Geometry.Groups * Geometry.Inner;

    private T* Mean => workspace;

    private T* Factor => workspace + Columns;

    private T* Addend => workspace + 2 * (nint)Columns;

    private T* Slope => workspace + 3 * (nint)Columns;

    public static void Run(in NormalizationOperands<T> operands, T* workspace)
    {
        ReadOnlySpan<ColumnWork> steps = (operands.Gradient != null, operands.Geometry.AreStatisticsGiven, operands.Result != null) switch
        {
            (false, false, _) => [ColumnWork.Moments, ColumnWork.Statistics, ColumnWork.Affine],
            (false, true, _) => [ColumnWork.Statistics, ColumnWork.Affine],
            (true, _, false) => [ColumnWork.Means, ColumnWork.GradientSums, ColumnWork.Lines],
            _ => [ColumnWork.Means, ColumnWork.GradientSums, ColumnWork.Lines, ColumnWork.Backward],
        };
        foreach (var step in steps)
        {
            var isOfChannels = step is ColumnWork.Statistics or ColumnWork.Means or ColumnWork.Lines;
            var blocks = isOfChannels
                ? (operands.Geometry.Groups + ChannelsOfBlock - 1) / ChannelsOfBlock
                : ColumnPlan.RowBlocks(operands.Geometry);
            WorkerPool.For(blocks, new ColumnNormalization<T, TVector>(operands, workspace, step));
        }
    }

    public void Run(int block)
    {
        if (work is ColumnWork.Statistics or ColumnWork.Means or ColumnWork.Lines)
        {
            var end = Math.Min(Geometry.Groups, (block + 1) * ChannelsOfBlock);
            for (var channel = block * ChannelsOfBlock; channel < end; channel++) RunChannel(channel);
            return;
        }
        var first = block * ColumnPlan.RowsOfBlock(Geometry);
        RunRows(block, first, Math.Min(ColumnPlan.RowsOfBlock(Geometry), Geometry.Batch - first));
    }

    // Three rows of numbers that a block of rows found.
    private T* Found(int block, int row) => workspace + (4 + 3 * (nint)block + row) * Columns;

    private void RunRows(int block, int firstRow, int rows)
    {
        var columns = Columns;
        var place = (nint)firstRow * columns;
        T* x = _operands.X + place, gradient = _operands.Gradient + place, result = _operands.Result + place;
        switch (work)
        {
            case ColumnWork.Moments: FindMoments(block, x, rows); break;
            case ColumnWork.Affine: ColumnKernels<T, TVector>.Affine(x, result, rows, columns, Mean, Factor, Addend); break;
            case ColumnWork.GradientSums:
                ColumnKernels<T, TVector>.GradientSums(x, gradient, rows, columns, Mean, Found(block, 0), Found(block, 1));
                break;
            default: ColumnKernels<T, TVector>.Backward(x, gradient, result, rows, columns, Mean, Factor, Slope, Addend); break;
        }
    }

    private void FindMoments(int block, T* x, int rows)
    {
        var (columns, sample) = (Columns, MomentSum.SampleLength(rows));
        var centre = Found(block, 0);
        FoldKernels<T, TVector, SumFold>.Rows(x, sample, columns, columns, centre);
        for (var c = 0; c < columns; c++) centre[c] /= T.CreateTruncating(sample);
        ColumnKernels<T, TVector>.Deviations(x, rows, columns, centre, Found(block, 1), Found(block, 2));
    }

    private void RunChannel(int channel)
    {
        switch (work)
        {
            case ColumnWork.Statistics:
                if (!Geometry.AreStatisticsGiven) JoinMoments(channel);
                SetLine(channel, _operands.Standard(channel).Affine(
                    double.CreateTruncating(_operands.Weight[channel]), double.CreateTruncating(_operands.Bias[channel])));
                break;
            case ColumnWork.Means: SetLine(channel, default); break;
            default: FindLine(channel); break;
        }
    }

    private void SetLine(int channel, (T Factor, T Addend) line)
    {
        var mean = _operands.Standard(channel).Mean;
        for (var c = channel * Geometry.Inner; c < (channel + 1) * Geometry.Inner; c++)
            (Mean[c], Factor[c], Addend[c]) = (mean, line.Factor, line.Addend);
    }

    private void JoinMoments(int channel)
    {
        var moments = new MomentSum();
        for (var block = 0; block < ColumnPlan.RowBlocks(Geometry); block++)
        {
            T* centre = Found(block, 0), first = Found(block, 1), second = Found(block, 2);
            var rows = Math.Min(ColumnPlan.RowsOfBlock(Geometry), Geometry.Batch - block * ColumnPlan.RowsOfBlock(Geometry));
            for (var c = channel * Geometry.Inner; c < (channel + 1) * Geometry.Inner; c++)
            {
                moments.Add(
                    rows, double.CreateTruncating(centre[c]), double.CreateTruncating(first[c]), double.CreateTruncating(second[c]));
            }
        }
        (_operands.Mean[channel], _operands.Variance[channel]) = (moments.Mean, moments.Variance);
    }

    private void FindLine(int channel)
    {
        var (sum, product) = (0.0, 0.0);
        for (var block = 0; block < ColumnPlan.RowBlocks(Geometry); block++)
        {
            for (var c = channel * Geometry.Inner; c < (channel + 1) * Geometry.Inner; c++)
            {
                sum += double.CreateTruncating(Found(block, 0)[c]);
                product += double.CreateTruncating(Found(block, 1)[c]);
            }
        }
        var (standard, weight) = (_operands.Standard(channel), double.CreateTruncating(_operands.Weight[channel]));
        product = standard.Product(sum, product);
        _operands.BiasGradient[channel] = T.CreateTruncating(sum);
        _operands.WeightGradient[channel] = T.CreateTruncating(product);
        var line = _operands.Line(standard, weight * sum, weight * product);
        SetLine(channel, (standard.Affine(weight, 0).Factor, line.Offset));
        for (var c = channel * Geometry.Inner; c < (channel + 1) * Geometry.Inner; c++) Slope[c] = line.Slope;
    }
}
