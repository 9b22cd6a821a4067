namespace Adjoint.Data.Tests;

public sealed class SubsetTests
{
    private static readonly ImageDataSet s_source = new(
        "numbers", [1, 1, 1], [.. Enumerable.Range(0, 1000).Select(i => (byte)i)],
        [.. Enumerable.Range(0, 1000).Select(i => (byte)(i / 4))],
        [.. Enumerable.Range(0, 250).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

    [Fact]
    public void A_subset_reads_the_examples_it_names()
    {
        var subset = new Subset(s_source, [100, 7, 100]);
        Assert.Equal(3, subset.Count);
        Assert.Equal([25, 1, 25], Targets(subset, [0, 1, 2]));
    }

    [Fact]
    public void Many_indices_at_once_are_read_in_order()
    {
        var subset = new Subset(s_source, Enumerable.Range(0, 1000).Reverse());
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)((999 - i) / 4)), Targets(subset, [.. Enumerable.Range(0, 1000)]));
    }

    [Fact]
    public void A_subset_of_a_subset_reads_through_both()
    {
        var outer = new Subset(new Subset(s_source, [40, 80, 120]), [2, 0]);
        Assert.Equal([30, 10], Targets(outer, [0, 1]));
    }

    [Fact]
    public void A_random_split_holds_every_example_once_and_depends_on_the_seed_alone()
    {
        var (train, validation) = Subset.RandomSplit(s_source, 100, seed: 5);
        var (again, _) = Subset.RandomSplit(s_source, 100, seed: 5);
        var (other, _) = Subset.RandomSplit(s_source, 100, seed: 6);

        Assert.Equal((900, 100), (train.Count, validation.Count));
        var all = AllInputs(train).Concat(AllInputs(validation)).Order();
        Assert.Equal(AllInputs(new Subset(s_source, Enumerable.Range(0, 1000))).Order(), all);
        Assert.Equal(AllInputs(train), AllInputs(again));
        Assert.NotEqual(AllInputs(train), AllInputs(other));
    }

    [Fact]
    public void An_index_outside_the_source_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Subset(s_source, [1000]));

    [Fact]
    public void More_cannot_be_held_out_than_there_is() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Subset.RandomSplit(s_source, 1001, seed: 0));

    private static long[] Targets(DataSet set, int[] indices)
    {
        var targets = new long[indices.Length];
        set.Read(indices, new float[indices.Length], targets);
        return targets;
    }

    private static float[] AllInputs(DataSet set)
    {
        var inputs = new float[set.Count];
        set.Read([.. Enumerable.Range(0, set.Count)], inputs, new long[set.Count]);
        return inputs;
    }
}
