namespace Adjoint.Core.Tests.Ops;

/// <summary>Paddings, convolutions and poolings on numbers that can be checked by hand.</summary>
public sealed class WindowTests
{
    [Theory]
    [InlineData(PaddingMode.Zeros, new double[] { 0, 0, 1, 2, 3, 0 })]
    [InlineData(PaddingMode.Reflect, new double[] { 3, 2, 1, 2, 3, 2 })]
    [InlineData(PaddingMode.Replicate, new double[] { 1, 1, 1, 2, 3, 3 })]
    [InlineData(PaddingMode.Circular, new double[] { 2, 3, 1, 2, 3, 1 })]
    public void Each_mode_of_padding_surrounds_a_row_with_its_own_numbers(PaddingMode mode, double[] expected) =>
        Assert.Equal(expected, Row(1, 2, 3).Pad([(2, 1)], mode).ToArray<double>());

    [Fact]
    public void Corners_are_padded_from_what_is_padded_already()
    {
        var square = Tensor.From<double>([1, 2, 3, 4], [2, 2]);
        Assert.Equal([4, 3, 4, 3, 2, 1, 2, 1, 4, 3, 4, 3, 2, 1, 2, 1],
            square.Pad([(1, 1), (1, 1)], PaddingMode.Circular).ToArray<double>());
        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4],
            square.Pad([(1, 1), (1, 1)], PaddingMode.Replicate).ToArray<double>());
    }

    [Fact]
    public void Padding_works_for_whole_numbers_too() =>
        Assert.Equal([2L, 1, 2, 1], Tensor.From<long>([1, 2], [2]).Pad([(1, 1)], PaddingMode.Reflect).ToArray<long>());

    [Fact]
    public void Same_padding_of_an_even_kernel_puts_the_odd_zero_at_the_end() =>
        Assert.Equal([3, 5, 3],
            Row(1, 2, 3).Reshape([1, 1, 3]).Conv1d(Tensor.Ones([1, 1, 2], DType.Float64), padding: Padding.Same).ToArray<double>());

    [Fact]
    public void A_transposed_convolution_spreads_each_number_over_a_window() =>
        // 1 * (1, 10, 100) at 0 and 2 * (1, 10, 100) at 2, and one zero of output padding.
        Assert.Equal([1, 10, 102, 20, 200, 0], Row(1, 2).Reshape([1, 1, 2])
            .ConvTranspose1d(Row(1, 10, 100).Reshape([1, 1, 3]), stride: 2, outputPadding: 1).ToArray<double>());

    [Fact]
    public void A_transposed_convolution_is_the_adjoint_of_the_convolution()
    {
        var generator = new Generator(3);
        var (x, g) = (Tensor.RandN([2, 4, 7, 6], generator, DType.Float64), Tensor.RandN([2, 6, 4, 3], generator, DType.Float64));
        var weight = Tensor.RandN([6, 2, 3, 2], generator, DType.Float64);
        var forward = (x.Conv2d(weight, stride: 2, padding: (1, 0), groups: 2) * g).Sum().Item();
        // A width of 6 leaves no column over, a height of 7 none either: no output padding.
        var backward = (x * g.ConvTranspose2d(weight, stride: 2, padding: (1, 0), groups: 2)).Sum().Item();
        Assert.Equal(forward, backward, 1e-10);
    }

    [Fact]
    public void Positions_of_maxima_lead_back_to_them()
    {
        var image = Row(4, 1, 2, 3, 9, 5, 8, 7, 6).Reshape([1, 1, 3, 3]);
        var (maxima, positions) = image.MaxPool2dWithPositions(2, 1);
        Assert.Equal([9, 9, 9, 9], maxima.ToArray<double>());
        Assert.Equal([4L, 4, 4, 4], positions.ToArray<long>());
    }

    [Fact]
    public void Pooling_without_a_gradient_to_come_gives_the_same_maxima()
    {
        var x = Tensor.RandN([3, 5, 13, 17], new Generator(1));
        var watched = x.Detach();
        watched.RequiresGrad = true;
        Assert.Equal(watched.MaxPool2d(3, 2, 1, true).ToArray<float>(), x.MaxPool2d(3, 2, 1, true).ToArray<float>());
    }

    [Fact]
    public void Adaptive_windows_overlap_where_sizes_do_not_divide() =>
        // Of 5 elements, 3 windows: 0..2, 1..4, 3..5.
        Assert.Equal([1.5, 3, 4.5], Row(1, 2, 3, 4, 5).Reshape([1, 1, 5]).AdaptiveAvgPool1d(3).ToArray<double>());

    [Fact]
    public void A_global_pooling_leaves_one_number_a_channel()
    {
        var x = Row(1, 2, 3, 6, -1, -2, -3, -6).Reshape([1, 2, 2, 2]);
        Assert.Equal([3, -3], x.GlobalAvgPool2d().ToArray<double>());
        Assert.Equal([6, -1], x.GlobalMaxPool2d().ToArray<double>());
    }

    [Fact]
    public void L2_pooling_is_the_length_of_each_window_with_a_slope_of_zero_at_zero()
    {
        var x = Row(3, 4, 0, 0).Reshape([1, 1, 1, 4]);
        x.RequiresGrad = true;
        var y = x.LpPool2d(2, (1, 2));
        Assert.Equal([5, 0], y.ToArray<double>());
        y.Sum().Backward();
        Assert.Equal([0.6, 0.8, 0, 0], x.Grad!.ToArray<double>().Select(slope => Math.Round(slope, 12)));
    }

    [Fact]
    public void Local_response_normalisation_divides_by_the_neighbouring_channels() =>
        // (1 + 3/3 (squares around c))^1 with windows (1, 4), (1, 4, 9), (4, 9).
        Assert.Equal([1.0 / 6, 2.0 / 15, 3.0 / 14],
            Row(1, 2, 3).Reshape([1, 3, 1]).LocalResponseNorm(3, alpha: 3, beta: 1).ToArray<double>());

    [Fact]
    public void Bilinear_interpolation_with_aligned_corners_keeps_them()
    {
        var x = Row(1, 2, 3, 4).Reshape([1, 1, 2, 2]);
        Assert.Equal([1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 4],
            x.Interpolate(3, mode: InterpolationMode.Bilinear, alignCorners: true).ToArray<double>());
        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4], x.Interpolate(scaleFactor: 2).ToArray<double>());
    }

    private static Tensor Row(params double[] values) => Tensor.From<double>(values, [values.Length]);
}
