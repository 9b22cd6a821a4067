using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Groups whose elements lie in one row, with statistics of their own: layer, group, instance and root-mean-square normalisation. A row is
/// read into the cache once. With one element a channel, weights stand beside the elements; otherwise a channel is a run with one weight.
/// </summary>
internal readonly unsafe struct RowNormalization<T, TVector>(NormalizationOperands<T> operands, int rowsOfBlock) : IBlockBody
    where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> where TVector : unmanaged, ISimd<T, TVector>
{
    private readonly NormalizationOperands<T> _operands = operands;

    public void Run(int block)
    {
        var geometry = _operands.Geometry;
        var end = (int)Math.Min(geometry.StatisticsCount, (block + 1L) * rowsOfBlock);
        if (_operands.Gradient != null) ClearPartial(block);
        for (var row = block * rowsOfBlock; row < end; row++)
        {
            if (_operands.Gradient == null) Forward(row);
            else if (geometry.Inner == 1) BackwardRow(row, block);
            else BackwardRuns(row, block);
        }
    }

    private void ClearPartial(int block)
    {
        var length = _operands.Geometry.WeightCount;
        new Span<T>(_operands.WeightGradient + (nint)block * length, length).Clear();
        new Span<T>(_operands.BiasGradient + (nint)block * length, length).Clear();
    }

    private void Forward(int row)
    {
        var geometry = _operands.Geometry;
        T* x = _operands.X + (nint)row * geometry.Count, y = _operands.Result + (nint)row * geometry.Count;
        (_operands.Mean[row], _operands.Variance[row]) =
            RunKernels<T, TVector>.Moments(x, geometry.Count, 1.0 / geometry.Count, geometry.IsCentred);
        var standard = _operands.Standard(row);
        var channel = row % geometry.Groups * geometry.Channels;
        if (geometry.Inner == 1)
        {
            RowKernels<T, TVector>.Forward(x, _operands.Weight + channel, _operands.Bias + channel, y, geometry.Count, standard);
            return;
        }
        for (var end = channel + geometry.Channels; channel < end; channel++, x += geometry.Inner, y += geometry.Inner)
        {
            var (factor, addend) = standard.Affine(
                double.CreateTruncating(_operands.Weight[channel]), double.CreateTruncating(_operands.Bias[channel]));
            RunKernels<T, TVector>.Affine(x, y, geometry.Inner, standard.Mean, factor, addend);
        }
    }

    private void BackwardRow(int row, int block)
    {
        var (geometry, standard) = (_operands.Geometry, _operands.Standard(row));
        var (offset, length) = ((nint)row * geometry.Count, geometry.Count);
        var channel = row % geometry.Groups * geometry.Channels;
        var partial = (nint)block * _operands.Geometry.WeightCount + channel;
        T* x = _operands.X + offset, gradient = _operands.Gradient + offset, weight = _operands.Weight + channel;
        var (sum, product) = RowKernels<T, TVector>.AddGradients(
            x, gradient, weight, _operands.WeightGradient + partial, _operands.BiasGradient + partial, length, standard);
        if (_operands.Result == null) return;
        var line = _operands.Line(standard, sum, product);
        RowKernels<T, TVector>.Backward(
            x, gradient, weight, _operands.Result + offset, length, standard.Mean, standard.Scale, line.Slope, line.Offset);
    }

    private void BackwardRuns(int row, int block)
    {
        var (geometry, standard) = (_operands.Geometry, _operands.Standard(row));
        var offset = (nint)row * geometry.Count;
        var (first, sum, product) = (row % geometry.Groups * geometry.Channels, 0.0, 0.0);
        var partial = (nint)block * _operands.Geometry.WeightCount + first;
        for (var c = 0; c < geometry.Channels; c++)
        {
            var run = offset + (nint)c * geometry.Inner;
            var sums = RunKernels<T, TVector>.GradientSums(_operands.X + run, _operands.Gradient + run, geometry.Inner, standard);
            var weight = double.CreateTruncating(_operands.Weight[first + c]);
            sum += weight * sums.First;
            product += weight * sums.Second;
            _operands.BiasGradient[partial + c] += T.CreateTruncating(sums.First);
            _operands.WeightGradient[partial + c] += T.CreateTruncating(sums.Second);
        }
        if (_operands.Result == null) return;
        var line = _operands.Line(standard, sum, product);
        for (var c = 0; c < geometry.Channels; c++)
        {
            var run = offset + (nint)c * geometry.Inner;
            var (factor, _) = standard.Affine(double.CreateTruncating(_operands.Weight[first + c]), 0);
            RunKernels<T, TVector>.Backward(_operands.X + run, _operands.Gradient + run, _operands.Result + run, geometry.Inner,
                standard.Mean, factor, line.Slope, line.Offset);
        }
    }
}
