namespace Adjoint.Data.Tests;

public sealed class AugmentedLoaderTests
{
    private static readonly Augmentation[] s_steps = [new RandomCrop(1), new HorizontalFlip(), new RandomAffine()];

    [Fact]
    public void An_example_is_changed_alike_whatever_batch_it_is_in_and_wherever_an_epoch_is_begun()
    {
        var whole = Examples(batchSize: 4, epoch: 2, firstBatch: 0);
        Assert.Equal(whole, Examples(batchSize: 3, epoch: 2, firstBatch: 0));
        Assert.Equal(whole.Skip(8), Examples(batchSize: 4, epoch: 2, firstBatch: 2));
        Assert.NotEqual(whole, Examples(batchSize: 4, epoch: 3, firstBatch: 0));
    }

    [Fact]
    public void Without_augmentations_images_are_as_they_are_stored()
    {
        var (set, inputs) = (Images(), new float[12 * 16]);
        set.Read([.. Enumerable.Range(0, 12)], inputs, new long[12]);
        Assert.Equal(inputs, new DataLoader(set, 4, augmentations: []).Epoch(0).SelectMany(batch => batch.Inputs.ToArray<float>()));
    }

    [Fact]
    public void What_comes_into_a_normalised_image_is_black()
    {
        var normalization = ChannelNormalization.Learn(Images());
        var set = new NormalizedDataSet(Images(), normalization);
        var black = (0 - normalization.Mean[0]) / normalization.StandardDeviation[0];
        var loader = new DataLoader(new Subset(set, [0, 1, 2]), 3, augmentations: [new RandomCrop(100)]);
        var shifted = loader.Epoch(0).Single().Inputs.ToArray<float>();
        Assert.Contains(black, shifted);
        Assert.All(shifted, value => Assert.True(value >= black));
    }

    [Fact]
    public void Inputs_that_are_no_images_are_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => new DataLoader(new Row(), 1, augmentations: s_steps));
        Assert.Contains("images [channels, height, width], and the inputs of 'row' are [7].", error.Message, StringComparison.Ordinal);
    }

    private static List<string> Examples(int batchSize, int epoch, int firstBatch) =>
    [
        .. new DataLoader(Images(), batchSize, shuffle: true, seed: 8, augmentations: s_steps).Epoch(epoch, firstBatch)
            .SelectMany(batch => batch.Inputs.ToArray<float>().Chunk(16)).Select(image => string.Join(' ', image)),
    ];

    private static ImageDataSet Images() =>
        new("small", [1, 4, 4], [.. Enumerable.Range(1, 12 * 16).Select(i => (byte)i)], new byte[12], ["a"]);

    private sealed class Row : DataSet
    {
        public override string Name => "row";

        public override int Count => 1;

        public override IReadOnlyList<int> InputShape => [7];
    }
}
