namespace Adjoint.Data.Images.Tests;

/// <summary>The worked examples of CMU lecture 13, and what kernels are known to do.</summary>
public sealed class ImageKernelTests
{
    private static readonly Tensor s_seven = Tensor.From<float>(
    [
        0, 0, 0, 0, 0, 0, 0,
        0, 1, 1, 1, 1, 1, 0,
        0, 1, 0, 0, 1, 0, 0,
        0, 1, 0, 1, 0, 0, 0,
        0, 1, 1, 0, 0, 0, 0,
        0, 1, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0,
    ], [1, 7, 7]);

    private static readonly Tensor s_six = Tensor.From<float>(
    [
        1, 1, 1, 1, 1, 0,
        1, 0, 0, 1, 0, 0,
        1, 0, 1, 0, 0, 0,
        1, 1, 0, 0, 0, 0,
        1, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0,
    ], [1, 6, 6]);

    public static TheoryData<string> Constant => ["identity", "blur", "sharpen", "box-3", "gaussian-5"];

    [Fact]
    public void The_worked_example_of_seven_by_seven_pixels()
    {
        var corner = new ImageKernel("corner", 0, 0, 0, 0, 1, 1, 0, 1, 0);
        float[] expected = [3, 2, 2, 3, 1, 2, 0, 2, 1, 0, 2, 2, 1, 0, 0, 3, 1, 0, 0, 0, 1, 0, 0, 0, 0];
        Assert.Equal(expected, corner.Apply(s_seven).ToArray<float>());
    }

    [Fact]
    public void The_identity_cuts_the_border_off_or_keeps_all_with_padding()
    {
        float[] inner = [1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0];
        Assert.Equal(inner, ImageKernel.Identity.Apply(s_seven).ToArray<float>());
        Assert.Equal(s_seven.ToArray<float>(), ImageKernel.Identity.Apply(s_seven, padding: 1).ToArray<float>());
    }

    [Fact]
    public void The_lectures_blur_by_the_kernel_that_it_prints()
    {
        var second = ImageKernel.Blur.Apply(s_seven).ToArray<float>()[5..10];
        float[] expected = [0.5f, 0.6f, 0.5f, 0.6f, 0.3f];
        for (var i = 0; i < 5; i++) Assert.Equal(expected[i], second[i], 1e-6f);
    }

    [Fact]
    public void Every_second_window_makes_the_picture_half_as_large()
    {
        var ones = new ImageKernel("ones", 1, 1, 1, 1);
        Assert.Equal([3, 3, 1, 3, 1, 0, 1, 0, 0], ones.Apply(s_six, stride: 2).ToArray<float>());
        Assert.Equal([0.75f, 0.75f, 0.25f, 0.75f, 0.25f, 0, 0.25f, 0, 0], ImageKernel.Box(2).Apply(s_six, stride: 2).ToArray<float>());
        Assert.Equal([1, 1, 1, 1, 1, 0, 1, 0, 0], s_six.Unsqueeze(0).MaxPool2d(2).ToArray<float>());
    }

    [Theory]
    [InlineData(7, 3, 1, 0, 5)]
    [InlineData(7, 3, 1, 1, 7)]
    [InlineData(6, 2, 2, 0, 3)]
    [InlineData(7, 2, 2, 0, 3)]
    [InlineData(32, 5, 1, 2, 32)]
    [InlineData(224, 11, 4, 2, 55)]
    [InlineData(3, 3, 5, 0, 1)]
    public void The_size_of_the_result_is_floor_of_H_plus_2p_minus_K_over_s_plus_1(int size, int kernel, int stride, int padding,
        int expected)
    {
        Assert.Equal(expected, ImageKernel.Box(kernel).OutputSize(size, stride, padding));
        var result = ImageKernel.Box(kernel).Apply(Tensor.Zeros([1, size, size]), stride, padding);
        Assert.Equal([1, expected, expected], result.Shape.ToArray());
    }

    [Theory]
    [MemberData(nameof(Constant))]
    public void Where_all_is_alike_a_kernel_whose_weights_sum_to_1_changes_nothing(string name)
    {
        var kernel = Find(name);
        var result = kernel.Apply(Tensor.Full([3, 8, 8], 0.5f));
        Assert.All(result.ToArray<float>(), value => Assert.Equal(0.5f, value, 1e-6f));
    }

    [Fact]
    public void An_edge_is_found_in_its_direction_and_nothing_where_all_is_alike()
    {
        // The right half is bright.
        var image = Tensor.From<float>([.. Enumerable.Range(0, 36).Select(i => i % 6 < 3 ? 0f : 1f)], [1, 6, 6]);
        Assert.Equal([0, 4, 4, 0], ImageKernel.SobelX.Apply(image).ToArray<float>()[..4]);
        Assert.All(ImageKernel.SobelY.Apply(image).ToArray<float>(), value => Assert.Equal(0, value));
        Assert.Equal([0, -3, 3, 0], ImageKernel.Laplacian.Apply(image).ToArray<float>()[..4]);
    }

    [Fact]
    public void A_kernel_larger_than_the_padded_picture_is_refused_with_the_arithmetic()
    {
        Assert.Throws<ShapeException>(() => ImageKernel.Box(5).Apply(Tensor.Zeros([1, 2, 2]), padding: 1));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ImageKernel.Box(5).OutputSize(2, padding: 1));
        Assert.Contains("of 5 is larger than the padded picture, 2 + 2 * 1 = 4.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ImageKernel("odd", 1, 2, 3));
        Assert.Throws<ShapeException>(() => ImageKernel.Identity.Apply(Tensor.Zeros([3, 3])));
    }

    private static ImageKernel Find(string name)
    {
        ImageKernel[] kernels =
            [ImageKernel.Identity, ImageKernel.Blur, ImageKernel.Sharpen, ImageKernel.Box(3), ImageKernel.Gaussian(5, 1)];
        return kernels.Single(kernel => kernel.Name == name);
    }
}
