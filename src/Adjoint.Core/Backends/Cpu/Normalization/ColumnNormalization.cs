using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>What is done with each tile, or with each block of channels.</summary>
internal enum ColumnWork
{
    /// <summary>Channels: a number close to the mean of each.</summary>
    Centres,

    /// <summary>Tiles: the sums that mean and variance need.</summary>
    Deviations,

    /// <summary>Channels: mean and variance, unless they are given, and the line that standardises, weighs and shifts.</summary>
    Statistics,

    /// <summary>Tiles: the result.</summary>
    Affine,

    /// <summary>Channels: what stands for the mean.</summary>
    Means,

    /// <summary>Tiles: the sums of each column's gradient.</summary>
    GradientSums,

    /// <summary>Channels: the gradients of weight and bias, and the line that the gradient by the input is made by.</summary>
    Lines,

    /// <summary>Tiles: the gradient by the input.</summary>
    Backward,
}

/// <summary>
/// Batch normalisation of channels of few elements: the input is a matrix with an example a row, and a channel is one or some adjacent
/// columns. Rows are walked as they lie in memory; what the blocks of rows found is joined in order.
/// </summary>
/// <param name="operands">The numbers.</param>
/// <param name="workspace">Four numbers a column, and two a column for each block of rows.</param>
/// <param name="work">What is done.</param>
internal readonly unsafe struct ColumnNormalization<T, TVector>(NormalizationOperands<T> operands, T* workspace, ColumnWork work)
    : IBlockBody
    where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> where TVector : unmanaged, ISimd<T, TVector>
{
    private const int ChannelsOfBlock = 256;

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
            (false, false, _) => [ColumnWork.Centres, ColumnWork.Deviations, ColumnWork.Statistics, ColumnWork.Affine],
            (false, true, _) => [ColumnWork.Statistics, ColumnWork.Affine],
            (true, _, false) => [ColumnWork.Means, ColumnWork.GradientSums, ColumnWork.Lines],
            _ => [ColumnWork.Means, ColumnWork.GradientSums, ColumnWork.Lines, ColumnWork.Backward],
        };
        foreach (var step in steps)
        {
            var blocks = IsOfChannels(step)
                ? (operands.Geometry.Groups + ChannelsOfBlock - 1) / ChannelsOfBlock
                : ColumnPlan.RowBlocks(operands.Geometry) * ColumnPlan.ColumnBlocks(operands.Geometry);
            WorkerPool.For(blocks, new ColumnNormalization<T, TVector>(operands, workspace, step));
        }
    }

    public void Run(int block)
    {
        if (!IsOfChannels(work))
        {
            var (rowBlock, columnBlock) = Math.DivRem(block, ColumnPlan.ColumnBlocks(Geometry));
            RunTile(rowBlock, columnBlock * ColumnPlan.TileColumns);
            return;
        }
        var first = block * ChannelsOfBlock;
        var end = Math.Min(Geometry.Groups, first + ChannelsOfBlock);
        var (column, columns) = (first * Geometry.Inner, (end - first) * Geometry.Inner);
        if (work == ColumnWork.Centres) SumSample(column, columns);
        else if (work == ColumnWork.Lines || (work == ColumnWork.Statistics && !Geometry.AreStatisticsGiven)) JoinBlocks(column, columns);
        for (var channel = first; channel < end; channel++) RunChannel(channel);
    }

    private static bool IsOfChannels(ColumnWork work) =>
        work is ColumnWork.Centres or ColumnWork.Statistics or ColumnWork.Means or ColumnWork.Lines;

    // Two rows of numbers that a block of rows found.
    private T* Found(int rowBlock, int row) => workspace + (4 + 2 * (nint)rowBlock + row) * Columns;

    private void RunTile(int rowBlock, int column)
    {
        var (step, columns) = (Columns, Math.Min(ColumnPlan.TileColumns, Columns - column));
        var firstRow = rowBlock * ColumnPlan.RowsOfTile(Geometry);
        var rows = Math.Min(ColumnPlan.RowsOfTile(Geometry), Geometry.Batch - firstRow);
        var place = (nint)firstRow * step + column;
        T* x = _operands.X + place, gradient = _operands.Gradient + place, result = _operands.Result + place;
        T* mean = Mean + column, factor = Factor + column, addend = Addend + column, slope = Slope + column;
        T* first = Found(rowBlock, 0) + column, second = Found(rowBlock, 1) + column;
        switch (work)
        {
            case ColumnWork.Deviations: ColumnKernels<T, TVector>.Deviations(x, rows, step, columns, mean, first, second); break;
            case ColumnWork.Affine: ColumnKernels<T, TVector>.Affine(x, result, rows, step, columns, mean, factor, addend); break;
            case ColumnWork.GradientSums:
                ColumnKernels<T, TVector>.GradientSums(x, gradient, rows, step, columns, mean, first, second);
                break;
            default:
                ColumnKernels<T, TVector>.Backward(x, gradient, result, rows, step, columns, mean, factor, slope, addend);
                break;
        }
    }

    private void RunChannel(int channel)
    {
        switch (work)
        {
            case ColumnWork.Centres: SetLine(channel, SampleMean(channel), default); break;
            case ColumnWork.Means: SetLine(channel, _operands.Standard(channel).Mean, default); break;
            case ColumnWork.Statistics:
                if (!Geometry.AreStatisticsGiven) JoinMoments(channel);
                var standard = _operands.Standard(channel);
                SetLine(channel, standard.Mean, standard.Affine(
                    double.CreateTruncating(_operands.Weight[channel]), double.CreateTruncating(_operands.Bias[channel])));
                break;
            default: FindLine(channel); break;
        }
    }

    private void SetLine(int channel, T mean, (T Factor, T Addend) line)
    {
        var (start, length) = (channel * Geometry.Inner, Geometry.Inner);
        new Span<T>(Mean + start, length).Fill(mean);
        new Span<T>(Factor + start, length).Fill(line.Factor);
        new Span<T>(Addend + start, length).Fill(line.Addend);
    }

    // Some rows, spread over the batch, say about where a channel's mean is; the sums stand where those of the first block will.
    private void SumSample(int column, int columns)
    {
        var rows = MomentSum.SampleLength(Geometry.Batch);
        FoldKernels<T, TVector, SumFold>.Rows(
            _operands.X + column, rows, (nint)(Geometry.Batch / rows) * Columns, columns, Found(0, 0) + column);
    }

    private T SampleMean(int channel)
    {
        var count = MomentSum.SampleLength(Geometry.Batch) * Geometry.Inner;
        return FoldKernels<T, TVector, SumFold>.Run(Found(0, 0) + channel * Geometry.Inner, Geometry.Inner) / T.CreateTruncating(count);
    }

    // The sums of all blocks of rows, where a channel's line will stand once its own have been read.
    private void JoinBlocks(int column, int columns)
    {
        var (blocks, step) = (ColumnPlan.RowBlocks(Geometry), 2 * (nint)Columns);
        FoldKernels<T, TVector, SumFold>.Rows(Found(0, 0) + column, blocks, step, columns, Factor + column);
        FoldKernels<T, TVector, SumFold>.Rows(Found(0, 1) + column, blocks, step, columns, Addend + column);
    }

    private (double First, double Second) Joined(int channel)
    {
        var (inner, start) = (Geometry.Inner, channel * Geometry.Inner);
        return (double.CreateTruncating(FoldKernels<T, TVector, SumFold>.Run(Factor + start, inner)),
            double.CreateTruncating(FoldKernels<T, TVector, SumFold>.Run(Addend + start, inner)));
    }

    private void JoinMoments(int channel)
    {
        var (moments, sums) = (new MomentSum(), Joined(channel));
        moments.Add(Geometry.Count, double.CreateTruncating(Mean[channel * Geometry.Inner]), sums.First, sums.Second);
        (_operands.Mean[channel], _operands.Variance[channel]) = (moments.Mean, moments.Variance);
    }

    private void FindLine(int channel)
    {
        var (sum, product) = Joined(channel);
        var (standard, weight) = (_operands.Standard(channel), double.CreateTruncating(_operands.Weight[channel]));
        product = standard.Product(sum, product);
        _operands.BiasGradient[channel] = T.CreateTruncating(sum);
        _operands.WeightGradient[channel] = T.CreateTruncating(product);
        var line = _operands.Line(standard, weight * sum, weight * product);
        SetLine(channel, standard.Mean, (standard.Affine(weight, 0).Factor, line.Offset));
        new Span<T>(Slope + channel * Geometry.Inner, Geometry.Inner).Fill(line.Slope);
    }
}
