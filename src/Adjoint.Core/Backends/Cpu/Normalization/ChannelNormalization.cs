using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Batch normalisation of channels that are runs of many elements. A block is a few adjacent channels of the whole batch, so that what its
/// first walk reads for the sums is still in the second-level cache when the second one writes the result.
/// </summary>
internal readonly unsafe struct ChannelNormalization<T, TVector>(NormalizationOperands<T> operands, int channelsOfBlock) : IBlockBody
    where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> where TVector : unmanaged, ISimd<T, TVector>
{
    private const int MostChannels = 1024;

    private readonly NormalizationOperands<T> _operands = operands;

    /// <summary>Channels of a block: few enough for the cache, and not so few that whole cache lines are not used.</summary>
    public static int ChannelsOfBlock(in NormalizationGeometry geometry)
    {
        const int leastRun = 256;
        const int blockLength = 16 * 1024;
        return Math.Clamp(Math.Max(leastRun / geometry.Inner, blockLength / geometry.Count), 1, MostChannels);
    }

    public void Run(int block)
    {
        var first = block * channelsOfBlock;
        var channels = Math.Min(channelsOfBlock, _operands.Geometry.Groups - first);
        if (_operands.Gradient != null)
        {
            Backward(first, channels);
            return;
        }
        if (!_operands.Geometry.AreStatisticsGiven) FindStatistics(first, channels);
        Forward(first, channels);
    }

    private nint RunOffset(int example, int channel) => ((nint)example * _operands.Geometry.Groups + channel) * _operands.Geometry.Inner;

    private void FindStatistics(int first, int channels)
    {
        var geometry = _operands.Geometry;
        var moments = stackalloc MomentSum[channels];
        for (var n = 0; n < geometry.Batch; n++)
        {
            for (var c = 0; c < channels; c++)
                RunKernels<T, TVector>.AddMoments(ref moments[c], _operands.X + RunOffset(n, first + c), geometry.Inner, isCentred: true);
        }
        for (var c = 0; c < channels; c++)
            (_operands.Mean[first + c], _operands.Variance[first + c]) = (moments[c].Mean, moments[c].Variance);
    }

    private void Forward(int first, int channels)
    {
        var geometry = _operands.Geometry;
        T* mean = stackalloc T[channels], factor = stackalloc T[channels], addend = stackalloc T[channels];
        for (var c = 0; c < channels; c++)
        {
            var standard = _operands.Standard(first + c);
            mean[c] = standard.Mean;
            (factor[c], addend[c]) = standard.Affine(
                double.CreateTruncating(_operands.Weight[first + c]), double.CreateTruncating(_operands.Bias[first + c]));
        }
        for (var n = 0; n < geometry.Batch; n++)
        {
            for (var c = 0; c < channels; c++)
            {
                var run = RunOffset(n, first + c);
                RunKernels<T, TVector>.Affine(_operands.X + run, _operands.Result + run, geometry.Inner, mean[c], factor[c], addend[c]);
            }
        }
    }

    private void Backward(int first, int channels)
    {
        var geometry = _operands.Geometry;
        double* sums = stackalloc double[channels], products = stackalloc double[channels];
        new Span<double>(sums, channels).Clear();
        new Span<double>(products, channels).Clear();
        for (var n = 0; n < geometry.Batch; n++)
        {
            for (var c = 0; c < channels; c++)
            {
                var run = RunOffset(n, first + c);
                var part = RunKernels<T, TVector>.GradientSums(
                    _operands.X + run, _operands.Gradient + run, geometry.Inner, _operands.Standard(first + c));
                sums[c] += part.First;
                products[c] += part.Second;
            }
        }
        for (var c = 0; c < channels; c++)
        {
            _operands.BiasGradient[first + c] = T.CreateTruncating(sums[c]);
            _operands.WeightGradient[first + c] = T.CreateTruncating(products[c]);
        }
        if (_operands.Result != null) BackwardInput(first, channels, sums, products);
    }

    private void BackwardInput(int first, int channels, double* sums, double* products)
    {
        var geometry = _operands.Geometry;
        T* mean = stackalloc T[channels], factor = stackalloc T[channels], slope = stackalloc T[channels], offset = stackalloc T[channels];
        for (var c = 0; c < channels; c++)
        {
            var (standard, weight) = (_operands.Standard(first + c), double.CreateTruncating(_operands.Weight[first + c]));
            mean[c] = standard.Mean;
            (factor[c], _) = standard.Affine(weight, 0);
            (slope[c], offset[c]) = _operands.Line(standard, weight * sums[c], weight * products[c]);
        }
        for (var n = 0; n < geometry.Batch; n++)
        {
            for (var c = 0; c < channels; c++)
            {
                var run = RunOffset(n, first + c);
                RunKernels<T, TVector>.Backward(_operands.X + run, _operands.Gradient + run, _operands.Result + run, geometry.Inner,
                    mean[c], factor[c], slope[c], offset[c]);
            }
        }
    }
}
