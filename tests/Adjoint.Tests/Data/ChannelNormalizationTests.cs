namespace Adjoint.Data.Tests;

public sealed class ChannelNormalizationTests
{
    // Two images of two channels of two pixels.
    private static readonly ImageDataSet s_images = new("tiny", [2, 1, 2], [0, 255, 51, 51, 0, 255, 51, 51], [0, 1], ["a", "b"]);

    [Fact]
    public void Means_and_standard_deviations_are_those_of_the_pixels_of_each_channel()
    {
        var learned = ChannelNormalization.Learn(s_images);
        Assert.Equal([0.5f, 0.2f], learned.Mean);
        // The second channel is the same everywhere: it is not divided by nothing.
        Assert.Equal([0.5f, 1f], learned.StandardDeviation);
    }

    [Fact]
    public void Images_are_read_with_mean_0_and_standard_deviation_1()
    {
        var set = new NormalizedDataSet(s_images, ChannelNormalization.Learn(s_images));
        var (inputs, targets) = (new float[8], new long[2]);
        set.Read([1, 0], inputs, targets);
        Assert.Equal([-1, 1, 0, 0, -1, 1, 0, 0], inputs.Select(value => MathF.Round(value, 6)));
        Assert.Equal([1, 0], targets);
        Assert.Equal((-1f, -0.2f), (set.Background(0), MathF.Round(set.Background(1), 6)));
        Assert.Equal(("tiny", 2, "b"), (set.Name, set.Count, set.Classes[1]));
    }

    [Fact]
    public void A_normalisation_of_other_channels_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new NormalizedDataSet(s_images, new ChannelNormalization([0], [1])));
        Assert.Contains("for each of 2 channels", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new NormalizedDataSet(s_images, new ChannelNormalization([0, 0], [1, 0])));
        Assert.Throws<ArgumentException>(() => new NormalizedDataSet(s_images, new ChannelNormalization([0, float.NaN], [1, 1])));
    }

    [Fact]
    public void A_set_without_images_teaches_nothing()
    {
        var none = new ImageDataSet("none", [1, 1, 1], [], [], ["a"]);
        Assert.Throws<InvalidDataException>(() => ChannelNormalization.Learn(none));
    }
}
