using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Tests;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("adam", "", 4)]
    [InlineData("adam", "Adam", 0)]
    [InlineData("adam", "adma", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("lenet", "lenet5", 1)]
    public void Distance_counts_edits_and_swaps(string left, string right, int distance) =>
        Assert.Equal(distance, Suggestion.Distance(left, right));

    [Fact]
    public void Distance_is_symmetric_and_no_more_than_the_longer_name()
    {
        var name = Gen.Elements("abcD-5".ToCharArray()).ArrayOf().Select(letters => new string(letters));
        Prop.ForAll(Arb.From(name), Arb.From(name), (left, right) =>
            Suggestion.Distance(left, right) == Suggestion.Distance(right, left)
            && Suggestion.Distance(left, right) <= Math.Max(left.Length, right.Length)
            && Suggestion.Distance(left, right) >= Math.Abs(left.Length - right.Length)
            && Suggestion.Distance(left, left) == 0).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_nearest_name_is_suggested() => Assert.Equal("sgd", Suggestion.Nearest("sdg", ["adam", "sgd", "sgdw"]));

    [Fact]
    public void Nothing_is_suggested_where_nothing_is_near() =>
        Assert.Null(Suggestion.Nearest("transformer", ["mlp", "lenet5", "softmax"]));
}
