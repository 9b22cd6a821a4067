namespace Adjoint.Data.Tests;

public sealed class ImageDataSetTests
{
    // Three images of 1x1x2.
    private static readonly ImageDataSet s_set = new("three", [1, 1, 2], [0, 255, 51, 102, 1, 2], [2, 0, 1], ["a", "b", "c"]);

    [Fact]
    public void Pixels_are_scaled_to_between_zero_and_one()
    {
        var (inputs, targets) = (new float[4], new long[2]);
        s_set.Read([1, 0], inputs, targets);
        Assert.Equal([51 / 255f, 102 / 255f, 0, 1], inputs);
        Assert.Equal([0, 2], targets);
    }

    [Fact]
    public void Normalisation_subtracts_the_mean_and_divides_by_the_standard_deviation()
    {
        var (inputs, targets) = (new float[2], new long[1]);
        s_set.Normalized(0.25f, 0.5f).Read([0], inputs, targets);
        Assert.Equal([(0 - 0.25f) / 0.5f, (1 - 0.25f) / 0.5f], inputs);
    }

    [Fact]
    public void Wide_images_are_scaled_as_single_pixels_are()
    {
        // 256 pixels and 11 more: whole vectors and a rest.
        var pixels = Enumerable.Range(0, 267).Select(i => (byte)i).ToArray();
        var set = new ImageDataSet("wide", [1, 1, 267], pixels, [0], ["a"]);
        var (inputs, targets) = (new float[267], new long[1]);
        set.Read([0], inputs, targets);
        Assert.Equal(pixels.Select(pixel => pixel / 255f), inputs);
        set.Normalized(0.1307f, 0.3081f).Read([0], inputs, targets);
        Assert.Equal(pixels.Select(pixel => (pixel / 255f - 0.1307f) / 0.3081f), inputs);
    }

    [Fact]
    public void Room_beyond_what_is_needed_is_left_alone()
    {
        float[] inputs = [9, 9, 9];
        long[] targets = [9, 9];
        s_set.Read([0], inputs, targets);
        Assert.Equal([0, 1, 9], inputs);
        Assert.Equal([2, 9], targets);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void An_index_outside_is_refused(int index)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => s_set.Read([index], new float[2], new long[1]));
        Assert.Contains("'three' holds examples 0 to 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_room_is_refused()
    {
        Assert.Throws<ArgumentException>("inputs", () => s_set.Read([0, 1], new float[3], new long[2]));
        Assert.Throws<ArgumentException>("targets", () => s_set.Read([0, 1], new float[4], new long[1]));
    }

    [Fact]
    public void Pixels_and_labels_that_do_not_agree_are_refused()
    {
        Assert.Throws<ArgumentException>("pixels", () => new ImageDataSet("x", [1, 1, 2], new byte[5], [0, 0], ["a"]));
        Assert.Throws<ArgumentException>("labels", () => new ImageDataSet("x", [1, 1, 2], new byte[4], [0, 1], ["a"]));
        Assert.Throws<ArgumentException>("inputShape", () => new ImageDataSet("x", [2], new byte[4], [0, 0], ["a"]));
        Assert.Throws<ArgumentException>("classes", () => new ImageDataSet("x", [1, 1, 2], new byte[4], [0, 0], []));
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(0f, float.NaN)]
    [InlineData(float.NaN, 1f)]
    public void A_normalisation_that_makes_no_numbers_is_refused(float mean, float standardDeviation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => s_set.Normalized(mean, standardDeviation));
}
