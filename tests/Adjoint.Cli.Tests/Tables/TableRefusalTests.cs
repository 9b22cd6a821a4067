namespace Adjoint.Cli.Tests;

/// <summary>What would lose a file, or would not do what its name says, is refused before anything is written.</summary>
public sealed class TableRefusalTests : IDisposable
{
    private readonly Cli _cli = new();

    public TableRefusalTests()
    {
        File.WriteAllText(_cli.PathOf("flowers.csv"), TableFiles.Flowers(60));
        File.WriteAllText(_cli.PathOf("houses.csv"), TableFiles.Houses(60));
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Predictions_never_replace_the_table_they_are_of_or_that_of_the_run()
    {
        Train("linear", "flowers.csv", "colour").AssertExit(0);
        const string rows = "height,leaves\n5,12\n";
        File.WriteAllText(_cli.PathOf("new.csv"), rows);
        _cli.Run("predict", "run", "new.csv", "--out", "./new.csv").AssertFails(2, "would replace the table to predict");
        _cli.Run("predict", "run", "new.csv", "--out", "flowers.csv").AssertFails(2, "would replace the run's own table");
        Assert.Equal(rows, File.ReadAllText(_cli.PathOf("new.csv")));
        Assert.Equal(TableFiles.Flowers(60), File.ReadAllText(_cli.PathOf("flowers.csv")));
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("softmax")]
    public void A_classifier_is_not_trained_on_values(string model)
    {
        Train(model, "houses.csv", "price").AssertFails(2, $"{model} learns classification or binary, and this is regression");
        Assert.False(Directory.Exists(_cli.PathOf("run")));
    }

    [Fact]
    public void A_network_that_is_for_one_task_is_not_trained_for_another()
    {
        Train("linear", "houses.csv", "price", "--task", "reconstruction").AssertFails(2, "linear learns regression");
        Train("autoencoder", "flowers.csv", "colour", "--task", "classification").AssertFails(2, "autoencoder learns reconstruction");
    }

    [Fact]
    public void Nothing_is_measured_on_no_rows()
    {
        Train("linear", "flowers.csv", "colour").AssertExit(0);
        File.WriteAllText(_cli.PathOf("empty.csv"), "height,leaves,colour\n");
        _cli.Run("eval", "run", "--data", "empty.csv").AssertFails(3, "no ");
    }

    [Fact]
    public void A_last_batch_of_one_row_does_not_end_a_run_with_batch_normalisation()
    {
        // 60 rows, 12 of them to test on: 48 to learn from, in batches that leave one over.
        Train("mlp", "flowers.csv", "colour", "--norm", "batch", "--validation", "0", "--batch-size", "47").AssertExit(0);
    }

    private Result Train(string model, string file, string target, params string[] more) =>
        _cli.Run(["train", model, "--data", file, "--target", target, "--epochs", "2", "--out", "run", .. more]);
}
