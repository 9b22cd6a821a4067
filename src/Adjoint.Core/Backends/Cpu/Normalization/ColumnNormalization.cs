using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Batch normalisation of channels of few elements: the input is a matrix with an example a row, and a channel is one or a few adjacent
/// columns. A block is a tile of whole channels, narrow enough that its part of the batch stays in the second-level cache between the
/// walk for the sums and the walk that writes the result.
/// </summary>
internal readonly unsafe struct ColumnNormalization<T, TVector>(NormalizationOperands<T> operands) : IBlockBody
    where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> where TVector : unmanaged, ISimd<T, TVector>
{
    private const int MostColumns = 64;
    private const int RowsOfSegment = 64;

    private readonly NormalizationOperands<T> _operands = operands;

    public static int ChannelsOfBlock(in NormalizationGeometry geometry) => MostColumns / geometry.Inner;

    public void Run(int block)
    {
        var channels = ChannelsOfBlock(_operands.Geometry);
        var first = block * channels;
        channels = Math.Min(channels, _operands.Geometry.Groups - first);
        if (_operands.Gradient != null)
        {
            Backward(first, channels);
            return;
        }
        if (!_operands.Geometry.AreStatisticsGiven) FindStatistics(first, channels);
        Forward(first, channels);
    }

    private nint Step => (nint)_operands.Geometry.Groups * _operands.Geometry.Inner;

    private void FindStatistics(int first, int channels)
    {
        var (inner, columns, batch) = (_operands.Geometry.Inner, channels * _operands.Geometry.Inner, _operands.Geometry.Batch);
        var moments = stackalloc MomentSum[columns];
        for (var row = 0; row < batch; row += RowsOfSegment)
            AddMoments(moments, _operands.X + row * Step + first * inner, Math.Min(RowsOfSegment, batch - row), columns);
        for (var c = 0; c < channels; c++)
        {
            var channel = moments[c * inner];
            for (var i = 1; i < inner; i++) channel.Add(moments[c * inner + i]);
            (_operands.Mean[first + c], _operands.Variance[first + c]) = (channel.Mean, channel.Variance);
        }
    }

    private void AddMoments(MomentSum* moments, T* x, int rows, int columns)
    {
        T* centre = stackalloc T[MostColumns], deviation = stackalloc T[MostColumns], square = stackalloc T[MostColumns];
        FoldKernels<T, TVector, SumFold>.Rows(x, rows, Step, columns, centre);
        for (var c = 0; c < columns; c++) centre[c] /= T.CreateTruncating(rows);
        new Span<T>(deviation, columns).Clear();
        new Span<T>(square, columns).Clear();
        ColumnKernels<T, TVector>.AddDeviations(x, rows, Step, columns, centre, deviation, square);
        for (var c = 0; c < columns; c++)
        {
            moments[c].Add(rows, double.CreateTruncating(centre[c]), double.CreateTruncating(deviation[c]),
                double.CreateTruncating(square[c]));
        }
    }

    private void Forward(int first, int channels)
    {
        var (inner, columns) = (_operands.Geometry.Inner, channels * _operands.Geometry.Inner);
        T* mean = stackalloc T[MostColumns], factor = stackalloc T[MostColumns], addend = stackalloc T[MostColumns];
        for (var c = 0; c < columns; c++)
        {
            var channel = first + c / inner;
            var standard = _operands.Standard(channel);
            mean[c] = standard.Mean;
            (factor[c], addend[c]) = standard.Affine(
                double.CreateTruncating(_operands.Weight[channel]), double.CreateTruncating(_operands.Bias[channel]));
        }
        ColumnKernels<T, TVector>.Affine(_operands.X + first * inner, _operands.Result + first * inner, _operands.Geometry.Batch, Step,
            columns, mean, factor, addend);
    }

    private void Backward(int first, int channels)
    {
        var inner = _operands.Geometry.Inner;
        double* sums = stackalloc double[MostColumns], products = stackalloc double[MostColumns];
        SumGradients(first, channels * inner, sums, products);
        for (var c = 0; c < channels; c++)
        {
            var (sum, product) = (0.0, 0.0);
            for (var i = c * inner; i < (c + 1) * inner; i++)
            {
                sum += sums[i];
                product += products[i];
            }
            (sums[c], products[c]) = (sum, product);
            _operands.BiasGradient[first + c] = T.CreateTruncating(sum);
            _operands.WeightGradient[first + c] = T.CreateTruncating(product);
        }
        if (_operands.Result != null) BackwardInput(first, channels * inner, sums, products);
    }

    private void SumGradients(int first, int columns, double* sums, double* products)
    {
        var (geometry, offset) = (_operands.Geometry, (nint)first * _operands.Geometry.Inner);
        T* mean = stackalloc T[MostColumns], scale = stackalloc T[MostColumns], shift = stackalloc T[MostColumns];
        T* sum = stackalloc T[MostColumns], product = stackalloc T[MostColumns];
        for (var c = 0; c < columns; c++)
        {
            var standard = _operands.Standard(first + c / geometry.Inner);
            (mean[c], scale[c], shift[c], sums[c], products[c]) = (standard.Mean, standard.Scale, standard.Shift, 0, 0);
        }
        for (var row = 0; row < geometry.Batch; row += RowsOfSegment)
        {
            new Span<T>(sum, columns).Clear();
            new Span<T>(product, columns).Clear();
            var place = row * Step + offset;
            ColumnKernels<T, TVector>.AddGradients(_operands.X + place, _operands.Gradient + place,
                Math.Min(RowsOfSegment, geometry.Batch - row), Step, columns, mean, scale, shift, sum, product);
            for (var c = 0; c < columns; c++)
            {
                sums[c] += double.CreateTruncating(sum[c]);
                products[c] += double.CreateTruncating(product[c]);
            }
        }
    }

    private void BackwardInput(int first, int columns, double* sums, double* products)
    {
        var (geometry, offset) = (_operands.Geometry, (nint)first * _operands.Geometry.Inner);
        T* mean = stackalloc T[MostColumns], factor = stackalloc T[MostColumns];
        T* slope = stackalloc T[MostColumns], addend = stackalloc T[MostColumns];
        for (var c = 0; c < columns; c++)
        {
            var channel = c / geometry.Inner;
            var (standard, weight) = (_operands.Standard(first + channel), double.CreateTruncating(_operands.Weight[first + channel]));
            mean[c] = standard.Mean;
            (factor[c], _) = standard.Affine(weight, 0);
            (slope[c], addend[c]) = _operands.Line(standard, weight * sums[channel], weight * products[channel]);
        }
        ColumnKernels<T, TVector>.Backward(_operands.X + offset, _operands.Gradient + offset, _operands.Result + offset, geometry.Batch,
            Step, columns, mean, factor, slope, addend);
    }
}
