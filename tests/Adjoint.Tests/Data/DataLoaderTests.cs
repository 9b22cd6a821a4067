using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Data.Tests;

public sealed class DataLoaderTests
{
    [Fact]
    public void Without_shuffling_the_batches_follow_the_sets_order()
    {
        var loader = new DataLoader(new Numbers(5), batchSize: 2);
        Assert.Equal(3, loader.BatchCount);
        Assert.Equal(["0 1", "2 3", "4"], Batches(loader, 0));
    }

    [Fact]
    public void The_last_short_batch_can_be_left_out()
    {
        var loader = new DataLoader(new Numbers(5), batchSize: 2, dropLast: true);
        Assert.Equal(2, loader.BatchCount);
        Assert.Equal(["0 1", "2 3"], Batches(loader, 0));
    }

    [Fact]
    public void Inputs_and_targets_belong_together()
    {
        using var reader = new DataLoader(new Numbers(100), batchSize: 7, shuffle: true).Read(0);
        foreach (var batch in reader)
        {
            var expected = batch.Classes[..batch.Count].SelectMany(target => new[] { target + 0.25f, target + 0.5f });
            Assert.Equal(expected, batch.Inputs[..(2 * batch.Count)]);
        }
    }

    [Fact]
    public void An_epoch_holds_every_example_once_in_an_order_of_seed_and_epoch_alone()
    {
        Prop.ForAll(Arb.From(Gen.Choose(1, 60)), Arb.From(Gen.Choose(1, 20)), Arb.From(Gen.Choose(0, 1000)), (count, batchSize, seed) =>
        {
            var loader = new DataLoader(new Numbers(count), batchSize, shuffle: true, seed: (ulong)seed);
            var again = new DataLoader(new Numbers(count), batchSize, shuffle: true, seed: (ulong)seed, prefetch: 5);
            var third = Targets(loader, 3);
            return third.Order().SequenceEqual(Enumerable.Range(0, count).Select(i => (long)i)) && third.SequenceEqual(Targets(again, 3));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Epochs_and_seeds_have_different_orders()
    {
        var (loader, other) = (Shuffled(seed: 1), Shuffled(seed: 2));
        Assert.NotEqual(Targets(loader, 0), Targets(loader, 1));
        Assert.NotEqual(Targets(loader, 0), Targets(other, 0));
    }

    [Fact]
    public void Every_place_of_the_order_is_equally_likely()
    {
        // 6 orders of 3 examples, 6000 epochs: 1000 each, standard deviation 29.
        var counts = Enumerable.Range(0, 6000).CountBy(epoch => string.Concat(Permutation.Create(3, seed: 9, (ulong)epoch))).ToList();
        Assert.Equal(6, counts.Count);
        Assert.All(counts, pair => Assert.InRange(pair.Value, 850, 1150));
    }

    [Fact]
    public void A_run_is_taken_up_at_any_batch()
    {
        var loader = Shuffled(seed: 4);
        var whole = Batches(loader, 2);
        for (var first = 0; first <= loader.BatchCount; first++) Assert.Equal(whole[first..], Batches(Shuffled(seed: 4), 2, first));
    }

    [Fact]
    public void An_empty_set_has_no_batches() => Assert.Empty(Batches(new DataLoader(new Numbers(0), batchSize: 4, shuffle: true), 0));

    [Fact]
    public void An_error_in_the_background_comes_out_at_its_batch()
    {
        var loader = new DataLoader(new Numbers(10) { FailAt = 5 }, batchSize: 2);
        using var reader = loader.Read(0);
        Assert.True(reader.MoveNext());
        Assert.True(reader.MoveNext());
        Assert.Equal([2, 3], reader.Current.Classes);
        Assert.Throws<InvalidDataException>(() => reader.MoveNext());
    }

    [Fact]
    public void No_more_is_read_ahead_than_was_said()
    {
        var numbers = new Numbers(100);
        using (var reader = new DataLoader(numbers, batchSize: 1, prefetch: 3).Read(0))
        {
            Assert.True(reader.MoveNext());
            // The batch in use and three ahead; the thread then waits, and disposing joins it.
        }

        Assert.InRange(numbers.Reads, 1, 4);
    }

    [Fact]
    public void Leaving_early_stops_the_background_thread()
    {
        var numbers = new Numbers(1000);
        foreach (var batch in new DataLoader(numbers, batchSize: 1).Read(0))
        {
            if (batch.Classes[0] == 3) break;
        }

        var reads = numbers.Reads;
        Assert.InRange(reads, 4, 6);
    }

    [Fact]
    public void Buffers_are_used_again_in_later_epochs()
    {
        var loader = new DataLoader(new Numbers(12), batchSize: 2, prefetch: 2);
        var first = Buffers(loader, 0);
        Assert.Equal(3, first.Count);
        Assert.Superset(first, Buffers(loader, 1));
    }

    [Fact]
    public void A_reader_that_is_disposed_gives_no_more_batches()
    {
        var reader = new DataLoader(new Numbers(12), batchSize: 2).Read(0);
        reader.Dispose();
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reader.MoveNext());
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => new DataLoader(new Numbers(1), batchSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>("prefetch", () => new DataLoader(new Numbers(1), batchSize: 1, prefetch: 0));
        Assert.Throws<ArgumentOutOfRangeException>("firstBatch", () => new DataLoader(new Numbers(1), batchSize: 1).Read(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("epoch", () => new DataLoader(new Numbers(1), batchSize: 1).Read(-1));
    }

    private static DataLoader Shuffled(ulong seed) => new(new Numbers(23), batchSize: 4, shuffle: true, seed: seed);

    private static HashSet<BatchBuffer> Buffers(DataLoader loader, int epoch)
    {
        var buffers = new HashSet<BatchBuffer>();
        foreach (var batch in loader.Read(epoch)) buffers.Add(batch);
        return buffers;
    }

    private static List<string> Batches(DataLoader loader, int epoch, int firstBatch = 0)
    {
        var batches = new List<string>();
        foreach (var batch in loader.Read(epoch, firstBatch)) batches.Add(string.Join(' ', batch.Classes.Take(batch.Count)));
        return batches;
    }

    private static List<long> Targets(DataLoader loader, int epoch)
    {
        var targets = new List<long>();
        foreach (var batch in loader.Read(epoch)) targets.AddRange(batch.Classes.Take(batch.Count));
        return targets;
    }

    /// <summary>Example i has the input (i + 0.25, i + 0.5) and the target i.</summary>
    private sealed class Numbers(int count) : DataSet
    {
        private int _reads;

        public int Reads => _reads;

        public int FailAt { get; init; } = -1;

        public override string Name => "numbers";

        public override int Count => count;

        public override IReadOnlyList<int> InputShape => [2];

        public override IReadOnlyList<string> Classes => [];

        protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets)
        {
            Interlocked.Increment(ref _reads);
            for (var i = 0; i < indices.Length; i++)
            {
                if (indices[i] == FailAt) throw new InvalidDataException("example 5 is damaged");
                (targets[i], inputs[2 * i], inputs[2 * i + 1]) = (indices[i], indices[i] + 0.25f, indices[i] + 0.5f);
            }
        }
    }
}
