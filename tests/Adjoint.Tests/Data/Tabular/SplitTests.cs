using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Data.Tests;

public sealed class SplitTests
{
    private static readonly Arbitrary<int> s_seeds = Arb.From(Gen.Choose(0, 100_000));

    [Fact]
    public void Every_row_comes_into_one_part_and_each_class_gets_its_share() => Prop.ForAll(
        Arb.From(Gen.Choose(0, 200)), Arb.From(Gen.Choose(1, 5)), s_seeds, RequireShares).QuickCheckThrowOnFailure();

    private static void RequireShares(int count, int classes, int seed)
    {
        int[] rows = [.. Enumerable.Range(10, count)];
        int[] labels = [.. rows.Select(row => row * 7 % classes)];
        var split = Split.Stratified(rows, labels, 0.2, 0.1, (ulong)seed);
        Assert.Equal(rows, split.Train.Concat(split.Validation).Concat(split.Test).Order());
        Assert.Equal(split.Train.Order(), split.Train);
        foreach (var group in rows.Zip(labels).GroupBy(pair => pair.Second, pair => pair.First))
        {
            var tested = group.Count(split.Test.Contains);
            Assert.InRange(tested, Math.Floor(group.Count() * 0.2), Math.Ceiling(group.Count() * 0.2));
            Assert.Contains(group, split.Train.Contains);
        }
    }

    [Fact]
    public void The_seed_decides_and_nothing_else()
    {
        int[] rows = [.. Enumerable.Range(0, 100)];
        var split = Split.Random(rows, 0.3, 0, 5);
        Assert.Equal(30, split.Test.Count);
        Assert.Empty(split.Validation);
        Assert.Equal(split.Test, Split.Random(rows, 0.3, 0, 5).Test);
        Assert.NotEqual(split.Test, Split.Random(rows, 0.3, 0, 6).Test);
    }

    [Fact]
    public void A_class_of_one_row_is_learned_from()
    {
        int[] labels = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        Assert.Contains(9, Split.Stratified([.. Enumerable.Range(0, 10)], labels, 0.5, 0.5, 1).Train);
    }

    [Fact]
    public void Fractions_and_classes_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.Random([1, 2], 1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.Random([1, 2], 0, double.NaN, 0));
        Assert.Throws<ArgumentException>(() => Split.Stratified([1, 2], [0], 0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.Stratified([1], [-1], 0, 0, 0));
    }

    [Fact]
    public void Folds_are_equal_parts_each_left_out_once_with_each_class_in_its_share() => Prop.ForAll(
        Arb.From(Gen.Choose(2, 100)), Arb.From(Gen.Choose(0, 100)), s_seeds, RequireEqualFolds).QuickCheckThrowOnFailure();

    private static void RequireEqualFolds(int count, int folds, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        int[] labels = [.. rows.Select(row => row % 3)];
        var parts = KFold.Stratified(rows, labels, 2 + folds % (rows.Length - 1), (ulong)seed);
        var heldOut = new List<int>();
        for (var fold = 0; fold < parts.Count; fold++)
        {
            var (train, left) = parts.Fold(fold);
            Assert.Equal(rows, train.Concat(left).Order());
            Assert.InRange(left.Count, rows.Length / parts.Count, (rows.Length + parts.Count - 1) / parts.Count);
            foreach (var group in rows.GroupBy(row => labels[row]))
                Assert.InRange(group.Count(left.Contains), group.Count() / parts.Count, (group.Count() + parts.Count - 1) / parts.Count);
            heldOut.AddRange(left);
        }
        Assert.Equal(rows, heldOut.Order());
    }

    [Fact]
    public void There_are_at_least_two_folds_and_at_most_as_many_as_rows()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => KFold.Random([1, 2, 3], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => KFold.Random([1, 2, 3], 4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => KFold.Random([1, 2, 3], 3, 0).Fold(3));
        Assert.NotEqual(KFold.Random([.. Enumerable.Range(0, 50)], 5, 0).Fold(0).HeldOut,
            KFold.Random([.. Enumerable.Range(0, 50)], 5, 1).Fold(0).HeldOut);
    }
}
