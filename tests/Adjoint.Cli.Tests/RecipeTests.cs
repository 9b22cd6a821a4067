using System.Text.Json;

namespace Adjoint.Cli.Tests;

public sealed class RecipeTests : IDisposable
{
    private static readonly string[] s_recipe = ["--l1", "1e-5", "--l2", "1e-4", "--clip-norm", "1", "--clip-value", "0.5", "--average",
        "0.9", "--class-weights", "balanced", "--label-smoothing", "0.1", "--schedule", "plateau"];

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_run_that_stops_early_says_so_and_keeps_its_recipe_and_stays_stopped_when_resumed()
    {
        var result = _cli.Run(["train", "softmax", "--data", "mnist", "--epochs", "9", .. s_recipe, "--patience", "2",
            "--min-improvement", "0.9", "--out", "run"]).AssertExit(0);
        Assert.Contains("Stopped after epoch 3, without improvement since epoch 1.", result.Output, StringComparison.Ordinal);
        var recipe = JsonDocument.Parse(File.ReadAllText(_cli.PathOf("run", "config.json"))).RootElement.GetProperty("recipe");
        Assert.Equal(10, recipe.GetProperty("class_weights").GetArrayLength());
        Assert.Equal([1e-5, 1e-4, 1, 0.5, 0.9, 0.1, 2, 0.9],
            new[] { "l1", "l2", "clip_norm", "clip_value", "average", "label_smoothing", "patience", "min_improvement" }
                .Select(name => recipe.GetProperty(name).GetDouble()));

        var (last, best) = (_cli.Bytes("run", "last.safetensors"), _cli.Bytes("run", "best.safetensors"));
        Assert.NotEqual(last, best);
        Assert.Contains("Stopped after epoch 3", _cli.Run("train", "--resume", "run").AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Equal(last, _cli.Bytes("run", "last.safetensors"));
        Assert.Equal(best, _cli.Bytes("run", "best.safetensors"));
        _cli.Run("train", "--resume", "run", "--patience", "3").AssertFails(2, "--patience cannot be changed");
    }

    [Fact]
    public void Killed_and_resumed_a_run_with_a_recipe_ends_with_the_same_bits()
    {
        string[] line = ["train", "mlp", "--data", "mnist", "--epochs", "40", "--batch-size", "8", .. s_recipe, "--progress", "none"];
        _cli.Run([.. line, "--out", "whole"]).AssertExit(0);
        using (var running = _cli.Start([.. line, "--out", "killed"]))
        {
            running.WaitUntil(() => File.Exists(_cli.PathOf("killed", "state.safetensors")));
            running.Kill();
            running.Wait();
        }
        _cli.Run("train", "--resume", "killed").AssertExit(0);
        foreach (var name in new[] { "last.safetensors", "best.safetensors" })
            Assert.Equal(_cli.Bytes("whole", name), _cli.Bytes("killed", name));
    }

    [Fact]
    public void Eval_tells_precision_recall_F1_and_the_confusion_of_classes()
    {
        _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "3", "--out", "run", "--progress", "none").AssertExit(0);
        var line = _cli.Run("eval", "run", "--json").AssertExit(0).Lines.Single();
        var confusion = line.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Select(n => n.GetInt32()).ToArray())
            .ToArray();
        Assert.Equal(100, confusion.Sum(row => row.Sum()));
        var recall = line.GetProperty("recall").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var precision = line.GetProperty("precision").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var f1 = line.GetProperty("f1").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.Equal(confusion[3][3] / (double)confusion[3].Sum(), recall[3], 1e-12);
        Assert.Equal(confusion[3][3] / (double)confusion.Sum(row => row[3]), precision[3], 1e-12);
        Assert.Equal(f1.Average(), line.GetProperty("f1_macro").GetDouble(), 1e-12);
        Assert.Equal(confusion.Select((row, i) => row[i]).Sum() / 100.0, line.GetProperty("test_acc").GetDouble(), 1e-12);
        var text = _cli.Run("eval", "run").AssertExit(0).Output;
        Assert.Contains("precision  recall  F1", text, StringComparison.Ordinal);
        Assert.Contains("true \\ predicted", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_is_learned_to_be_made_again_and_judged_by_rmse()
    {
        var lines = _cli.Run("train", "mlp", "--data", "mnist", "--task", "reconstruction", "--loss", "l1", "--epochs", "2", "--out", "run",
            "--json", "--require", "test_rmse<=1", "--require", "rmse<=1").AssertExit(0).Lines;
        var end = lines[^1];
        Assert.Equal("reconstruction", end.GetProperty("task").GetString());
        Assert.Equal(end.GetProperty("test_rmse").GetDouble(), end.GetProperty("rmse").GetDouble());
        Assert.False(end.TryGetProperty("test_acc", out _));
        var eval = _cli.Run("eval", "run", "--json").AssertExit(0).Lines.Single();
        Assert.Equal(end.GetProperty("rmse").GetDouble(), eval.GetProperty("test_rmse").GetDouble());
        Assert.Contains("rmse", _cli.Run("eval", "run").AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Contains("rmse", File.ReadAllText(_cli.PathOf("run", "curve.svg")), StringComparison.Ordinal);
        Assert.Equal(784, _cli.Run("predict", "run", "test:0", "--json").AssertExit(0).Lines.Single().GetProperty("values").GetArrayLength());
        Assert.Equal(2 * 28, _cli.Run("predict", "run", "test:0").AssertExit(0).Output.Count(letter => letter == '\n'));
        _cli.Run("train", "mlp", "--data", "mnist", "--task", "reconstruction", "--epochs", "1", "--out", "other", "--require", "rmse<=0")
            .AssertFails(5, "rmse<=0");
    }
}
