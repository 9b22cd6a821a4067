using System.Runtime.InteropServices;
using System.Text.Json;

namespace Adjoint.Cli.Tests;

public sealed class TableTrainTests : IDisposable
{
    private static readonly string[] s_houses = ["train", "mlp", "--data", "houses.csv", "--target", "price"];
    private static readonly string[] s_flowers =
        ["train", "linear", "--data", "flowers.csv", "--target", "colour", "--epochs", "20", "--lr", "0.1"];
    private readonly Cli _cli = new();

    public TableTrainTests()
    {
        Write("houses.csv", TableFiles.Houses(200));
        Write("flowers.csv", TableFiles.Flowers(100));
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_table_with_prices_is_regressed_on_and_all_that_was_found_out_is_said()
    {
        var result = _cli.Run([.. s_houses, "--out", "run", "--epochs", "60", "--require", "test_r2>=0.95", "--require",
            "test_rmse<=40"]).AssertExit(0);
        Assert.All((string[])["houses: 200 rows, 6 columns.", "target 'price': numbers with", "regression",
            "2 columns of numbers: size, age",
            "place (1 input beside 'land')", "column 'age': 10 missing values, the first in row 8 (line 9), filled with the median",
            "column 'id' is left out: a text of its own in every row", "column 'country' is left out: 'X' in every training row",
            "144 rows to learn from, 16 to validate, 40 to test"],
            text => Assert.Contains(text, result.Errors, StringComparison.Ordinal));
        Assert.Contains("Test loss", result.Output, StringComparison.Ordinal);
        string[] files = ["best.safetensors", "config.json", "curve.svg", "last.safetensors", "metrics.jsonl", "report.html",
            "state.safetensors",
            "table.json"];
        Assert.Equal(files, Directory.EnumerateFiles(_cli.PathOf("run")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var lines = Metrics("run");
        Assert.Contains("200 rows, 6 columns", lines[0].GetProperty("notes").EnumerateArray().Select(note => note.GetString()));
        // In the unit of the price, not of what was standardized.
        Assert.InRange(lines[^1].GetProperty("test_rmse").GetDouble(), 1, 40);
        Assert.Equal(lines[^1].GetProperty("test_rmse").GetDouble(),
            _cli.Run("eval", "run", "--json").AssertExit(0).Lines.Single().GetProperty("test_rmse").GetDouble());
    }

    [Fact]
    public void A_table_with_colours_is_classified()
    {
        _cli.Run([.. s_flowers, "--out", "run", "--require", "test_acc>=0.9"]).AssertExit(0);
        var eval = _cli.Run("eval", "run").AssertExit(0);
        Assert.All((string[])["on the 20 test examples of flowers", "precision", "blue", "red"],
            text => Assert.Contains(text, eval.Output, StringComparison.Ordinal));
        Assert.Equal(["20"], eval.Output.Split('\n')[0].Split(' ').Where(word => word == "20"));
    }

    [Fact]
    public void The_task_can_be_chosen()
    {
        Write("counts.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i}.5,{i % 3}\n")));
        string[] line = ["train", "linear", "--data", "counts.csv", "--target", "y", "--epochs", "2"];
        Assert.Contains("classification (0: 20, 1: 20, 2: 20)", _cli.Run(line).AssertExit(0).Errors, StringComparison.Ordinal);
        Assert.Contains(": regression", _cli.Run([.. line, "--task", "regression"]).AssertExit(0).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Folds_are_measured_each_by_a_network_of_its_own_and_summed_up()
    {
        var result = _cli.Run([.. s_flowers, "--folds", "4", "--out", "run"]).AssertExit(0);
        Assert.Contains("Cross-validation in 4 folds (mean and standard deviation): acc", result.Output, StringComparison.Ordinal);
        Assert.Contains("fold 4/4", result.Errors, StringComparison.Ordinal);
        var folds = Metrics("run").Where(line => line.GetProperty("type").GetString() == "fold").ToArray();
        Assert.Equal([20, 20, 20, 20], folds.Select(line => line.GetProperty("samples").GetInt32()));
        var accuracies = folds.Select(line => line.GetProperty("held_out_acc").GetDouble()).ToArray();
        var summary = Metrics("run").Single(line => line.GetProperty("type").GetString() == "folds");
        Assert.Equal(accuracies.Average(), summary.GetProperty("acc_mean").GetDouble(), 12);
        var mean = accuracies.Average();
        Assert.Equal(Math.Sqrt(accuracies.Sum(value => (value - mean) * (value - mean)) / 3), summary.GetProperty("acc_std").GetDouble(),
            12);
        Assert.Contains("standard deviation", File.ReadAllText(_cli.PathOf("run", "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fold_that_fails_does_not_lose_the_network_that_is_trained()
    {
        // Only the fold that holds out row 11 has no place for its value.
        Write("far.csv", "x,z,y\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{(i == 10 ? "3e38" : $"{i}e-4")},{i % 7},{i}.5\n")));
        var result = _cli.Run("train", "linear", "--data", "far.csv", "--target", "y", "--epochs", "2", "--folds", "4", "--out", "run");
        result.AssertFails(3, " of 4: far: row 11 (line 12), column 'x': found 3E+38", "The cross-validation ends here");
        Assert.Contains("Test loss", result.Output, StringComparison.Ordinal);
        Assert.Equal("done", Metrics("run")[^1].GetProperty("status").GetString());
        Assert.True(File.Exists(_cli.PathOf("run", "report.html")));
    }

    [Fact]
    public void Folds_of_balanced_classes_are_weighed_by_their_own_rows()
    {
        Write("rare.csv", "x,c\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 60},{(i == 20 ? "rare" : "usual")}\n")));
        var result = _cli.Run("train", "linear", "--data", "rare.csv", "--target", "c", "--epochs", "2", "--folds", "2", "--out", "run",
            "--test-fraction", "0", "--class-weights", "balanced");
        // The only rare row is held out by one of the folds.
        result.AssertFails(3, " of 2: rare has no example of the class 'rare' to learn from");
        Assert.Equal("done", Metrics("run")[^1].GetProperty("status").GetString());
    }

    [Fact]
    public void An_interrupted_run_goes_on_to_the_same_bits_and_a_changed_file_is_refused()
    {
        string[] line = [.. s_houses, "--progress", "none", "--epochs", "400", "--batch-size", "4"];
        using (var running = _cli.Start([.. line, "--out", "run"]))
        {
            running.WaitUntil(() => File.Exists(_cli.PathOf("run", "metrics.jsonl")) && Metrics("run", isRunning: true).Length > 3);
            running.Signal(PosixSignal.SIGINT);
            running.Wait().AssertExit(130);
        }
        File.AppendAllText(_cli.PathOf("houses.csv"), "h200,100,3,sea,X,310\n");
        _cli.Run("train", "--resume", "run").AssertFails(3, "houses.csv has changed", "SHA-256");
        _cli.Run("eval", "run").AssertFails(3, "houses.csv has changed");
        File.Delete(_cli.PathOf("houses.csv"));
        _cli.Run("train", "--resume", "run").AssertFails(3, "houses.csv", "does not exist any more");
        Write("houses.csv", TableFiles.Houses(200));
        _cli.Run("train", "--resume", "run", "--target", "size").AssertFails(2, "--target cannot be changed");
        _cli.Run("train", "--resume", "run").AssertExit(0);
        _cli.Run([.. line, "--out", "whole"]).AssertExit(0);
        Assert.Equal(_cli.Bytes("whole", "last.safetensors"), _cli.Bytes("run", "last.safetensors"));
    }

    [Fact]
    public void Other_rows_are_measured_too_and_new_things_in_them_are_said()
    {
        _cli.Run([.. s_flowers, "--out", "run"]).AssertExit(0);
        Write("more.csv", "colour,extra,leaves,height\nred,1,4,12\nblue,2,5,25\n");
        Assert.Contains("on the 2 test examples of more", _cli.Run("eval", "run", "--data", "more.csv").AssertExit(0).Output,
            StringComparison.Ordinal);
        Write("green.csv", "colour,leaves,height\nred,4,12\ngreen,5,25\n");
        _cli.Run("eval", "run", "--data", "green.csv").AssertFails(3, "row 2 (line 3), column 'colour': found \"green\"", "blue, red");
        _cli.Run("eval", "run", "--data", "mnist").AssertFails(2, "mnist is no table");
        File.Copy(_cli.PathOf("flowers.csv"), _cli.PathOf("copy.csv"));
        Assert.Contains("on the 20 test examples", _cli.Run("eval", "run", "--data", "copy.csv").AssertExit(0).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_can_be_dropped_kept_or_taken_as_texts_and_words_for_gaps_added()
    {
        Write("odd.csv", "code,size,nr,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"{i % 3},{(i == 4 ? "none" : i)},{i},{i * 2}.5\n")));
        string[] line = ["train", "linear", "--data", "odd.csv", "--target", "y", "--epochs", "1"];
        _cli.Run(line).AssertFails(3, "row 5 (line 6), column 'size': found \"none\"", "--missing none", "--text size", "--drop size");
        var missing = _cli.Run([.. line, "--missing", "none", "--missing-indicators", "--text", "code", "--keep",
            "nr"]).AssertExit(0).Errors;
        Assert.Contains("2 columns of numbers: size, nr", missing, StringComparison.Ordinal);
        Assert.Contains("code (2 inputs beside '", missing, StringComparison.Ordinal);
        Assert.Contains("1 missing value, the first in row 5", missing, StringComparison.Ordinal);
        var dropped = _cli.Run([.. line, "--drop", "size"]).AssertExit(0).Errors;
        Assert.Contains("1 column of numbers: code", dropped, StringComparison.Ordinal);
        _cli.Run([.. line, "--drop", "sise"]).AssertFails(2, "Unknown column 'sise'", "'size'");
    }

    [Fact]
    public void Named_tables_have_a_usual_target_and_others_can_be_taken()
    {
        Directory.CreateDirectory(_cli.PathOf("data", "iris"));
        Write(Path.Combine("data", "iris", "iris.csv"), "60,4,setosa,versicolor,virginica\n" + string.Concat(Enumerable.Range(0, 60)
            .Select(i => $"{5 + i % 3}.{i % 10},3.{i % 7},{1 + 2 * (i % 3)}.{i % 9},0.{1 + i % 8},{i % 3}\n")));
        var result = _cli.Run("train", "linear", "--data", "iris", "--epochs", "4", "--out", "run").AssertExit(0);
        Assert.Contains("target 'species': texts with 3 different values: classification (setosa: 20, versicolor: 20, virginica: 20)",
            result.Errors,
            StringComparison.Ordinal);
        _cli.Run("eval", "run").AssertExit(0);
        _cli.Run("eval", "run", "--data", "iris").AssertExit(0);
        Assert.Contains("setosa", _cli.Run("predict", "run", "data/iris/iris.csv").AssertExit(0).Output, StringComparison.Ordinal);
        var width = _cli.Run("train", "linear", "--data", "iris", "--target", "petal length", "--drop", "species", "--epochs",
            "3").AssertExit(0);
        Assert.Contains("target 'petal length'", width.Errors, StringComparison.Ordinal);
        Assert.Contains("3 columns of numbers", width.Errors, StringComparison.Ordinal);
    }

    private JsonElement[] Metrics(string run, bool isRunning = false)
    {
        using var stream = new FileStream(_cli.PathOf(run, "metrics.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. (isRunning ? lines.SkipLast(1) : lines).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private void Write(string name, string text) => File.WriteAllText(_cli.PathOf(name), text);
}
