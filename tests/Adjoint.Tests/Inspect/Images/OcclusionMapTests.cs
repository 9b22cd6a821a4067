using Adjoint.Inspect;

namespace Adjoint.Tests.Inspect.Images;

public sealed class OcclusionMapTests
{
    private static readonly Tensor s_image = Tensor.Arange(0, 20, dtype: DType.Float64).Reshape([1, 4, 5]);

    [Fact]
    public void Of_a_model_that_reads_one_pixel_only_that_pixel_counts()
    {
        // The pixel at (2, 3) is 13; covered by -1 the score falls by 14.
        var map = OcclusionMap.Of(SmallNetworks.OnePixel(2, 3), s_image.To(DType.Float32), 0, patchSize: 1, stride: 1, fill: -1);
        var expected = new double[20];
        expected[13] = 14;
        Assert.Equal(13, map.Score);
        Assert.Equal([4, 5], map.Drops.Shape);
        Assert.Equal(expected, map.Drops.ToArray<double>());
        Assert.Equal(expected, map.At(4, 5).ToArray<double>());
    }

    [Fact]
    public void Every_square_that_covers_the_pixel_costs_the_same()
    {
        var map = OcclusionMap.Of(SmallNetworks.OnePixel(2, 3), s_image.To(DType.Float32), 0, patchSize: 2, stride: 2, fill: 0);
        // Columns 0, 2 and, to reach the end of five, 3.
        Assert.Equal([0, 2], map.Tops);
        Assert.Equal([0, 2, 3], map.Lefts);
        Assert.Equal([0, 0, 0, 0, 13, 13], map.Drops.ToArray<double>());
        // Column 2 is covered by one square, column 3 by two, all of which cost 13; column 1 by none that does.
        Assert.Equal([0, 0, 13, 13, 13], map.At(4, 5)[2].ToArray<double>());
    }

    [Fact]
    public void The_square_has_the_mean_of_the_image_unless_told_otherwise()
    {
        var map = OcclusionMap.Of(SmallNetworks.OnePixel(0, 0), s_image.To(DType.Float32), 0, patchSize: 1, stride: 5);
        Assert.Equal(0 - 9.5, map.Drops[0, 0].Item());
    }

    [Fact]
    public void A_square_larger_than_the_image_is_refused()
    {
        var model = SmallNetworks.OnePixel(0, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => OcclusionMap.Of(model, s_image, patchSize: 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => OcclusionMap.Of(model, s_image, patchSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => OcclusionMap.Of(model, s_image, stride: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => OcclusionMap.Of(model, s_image, target: 2));
    }
}
