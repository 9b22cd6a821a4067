using System.Text.Json;
using Adjoint.Data.Tests;
using Adjoint.Training;

namespace Adjoint.Tests.Training;

public sealed class RunLogTests
{
    [Fact]
    public void The_lines_of_a_run_hold_the_fields_of_the_contract()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.File("run"));
        var copy = new StringWriter();
        // 60 steps: one line of every fifty.
        var one = new TrainingCase(run, epochs: 12, lines: copy);
        Assert.True(one.Trainer.Run(TrainingCase.Train, TrainingCase.Validation));
        one.Log!.OnEnd(RunHistory.Epochs(run.MetricsFile)[^1], one.Trainer.BestEpoch, new Score(0.5, 30, new MetricValue("acc", 0.75)), one.Trainer.Samples, 1.25,
            "done");
        one.Log.Dispose();
        Assert.Equal(File.ReadAllText(run.MetricsFile), copy.ToString().ReplaceLineEndings("\n"));
        var lines = File.ReadLines(run.MetricsFile).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(lines, line => Assert.Equal(1, line.GetProperty("v").GetInt32()));
        Assert.Equal(["start", .. Enumerable.Repeat("epoch", 9), "step", "epoch", "epoch", "epoch", "end"],
            lines.Select(line => line.Text("type")));
        AssertFields(lines[0], "model", "data", "params", "epochs", "seed", "optimizer", "lr", "batch_size", "threads", "run");
        AssertFields(lines[1], "epoch", "train_loss", "train_acc", "val_loss", "val_acc", "seconds", "samples_per_s", "best");
        AssertFields(lines[10], "epoch", "step", "samples", "loss", "train_loss", "train_acc");
        var end = lines[^1];
        AssertFields(end, "model", "data", "params", "epochs", "seed", "train_loss", "train_acc", "test_loss", "test_acc", "seconds",
            "samples_per_s", "run");
        Assert.Equal(("net", "blobs", run.Path, "done"), (end.Text("model"), end.Text("data"), end.Text("run"), end.Text("status")));
        Assert.Equal((67, 12, 3UL),
            (end.GetProperty("params").GetInt32(), end.GetProperty("epochs").GetInt32(), end.GetProperty("seed").GetUInt64()));
        Assert.Equal((0.5, 0.75, 1.25),
            (end.GetProperty("test_loss").GetDouble(), end.GetProperty("test_acc").GetDouble(), end.GetProperty("seconds").GetDouble()));
    }

    [Fact]
    public void The_rate_of_the_last_line_is_that_of_all_epochs_and_what_was_not_measured_is_null()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.File("run"));
        var one = new TrainingCase(run, epochs: 2);
        Assert.True(one.Trainer.Run(TrainingCase.Train, new Blobs(0)));
        one.Log!.OnEnd(RunHistory.Epochs(run.MetricsFile)[^1], one.Trainer.BestEpoch, null, one.Trainer.Samples, 0.5, "interrupted");
        one.Log.Dispose();
        var end = JsonDocument.Parse(File.ReadLines(run.MetricsFile).Last()).RootElement;
        Assert.Equal(2 * TrainingCase.Examples / 0.5, end.GetProperty("samples_per_s").GetDouble());
        Assert.All(["val_loss", "val_acc", "test_loss", "test_acc"],
            name => Assert.Equal(JsonValueKind.Null, end.GetProperty(name).ValueKind));
        Assert.False(end.TryGetProperty("nonfinite", out _));
        Assert.All(RunHistory.Epochs(run.MetricsFile), epoch => Assert.Null(epoch.Validation));
        Assert.NotEqual(0, one.Trainer.BestEpoch);
    }

    [Fact]
    public void The_lines_of_a_run_that_learns_values_have_their_metrics_and_are_read_back()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.File("run"));
        var task = new Regression();
        var (train, test) = (Score(1, 0.5), Score(2, 0.25));
        using (var log = new RunLog(run, TrainingCase.Config(1) with { Task = task.Name }, task, 67, threads: 1))
        {
            log.OnEpoch(new EpochMetrics(1, train, test, 1, 10), isBest: true);
            log.OnEnd(null, 1, test, 10, 1, "done");
        }
        var lines = File.ReadLines(run.MetricsFile).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        AssertFields(lines[0], "train_loss", "train_rmse", "train_mae", "train_r2", "val_loss", "val_rmse", "val_mae", "val_r2");
        AssertFields(lines[1], "test_loss", "test_rmse", "test_mae", "test_r2", "rmse", "mae", "r2", "task");
        Assert.Equal((0.25, 0.25), (lines[1].GetProperty("test_r2").GetDouble(), lines[1].GetProperty("r2").GetDouble()));
        Assert.False(lines[1].TryGetProperty("test_acc", out _));
        var read = RunHistory.Epochs(run.MetricsFile).Single();
        Assert.Equal(train.Metrics, read.Train.Metrics);
        Assert.Equal(test.Metrics, read.Validation!.Value.Metrics);

        static Score Score(double loss, double r2) =>
            new(loss, 10, new MetricValue("rmse", Math.Sqrt(loss)), new MetricValue("mae", loss / 2), new MetricValue("r2", r2));
    }

    [Theory]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "inf")]
    public void A_number_that_is_not_finite_is_null_and_the_line_says_which(double value, string kind)
    {
        var text = JsonLine.Build("end", line =>
        {
            line.Number("loss", value);
            line.Number("seconds", 0.1);
        });
        Assert.Equal($$"""{"v":1,"type":"end","loss":null,"seconds":0.1,"nonfinite":"{{kind}}"}""", text);
    }

    [Fact]
    public void Lists_of_numbers_may_hold_what_is_not_finite()
    {
        var text = JsonLine.Build("eval", line => line.Numbers("recall", [0.5, double.NaN]));
        Assert.Equal("""{"v":1,"type":"eval","recall":[0.5,null],"nonfinite":"nan"}""", text);
    }

    [Fact]
    public void Seeds_of_all_sizes_and_texts_of_all_kinds_are_valid_JSON()
    {
        var text = JsonLine.Build("start", line =>
        {
            line.Number("seed", ulong.MaxValue);
            line.Text("run", "a\"b\n\u00e9");
        });
        Assert.DoesNotContain('\n', text);
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Equal(ulong.MaxValue, json.GetProperty("seed").GetUInt64());
        Assert.Equal("a\"b\n\u00e9", json.Text("run"));
    }

    private static void AssertFields(JsonElement line, params string[] names) =>
        Assert.All(names, name => Assert.True(line.TryGetProperty(name, out _), $"{name} in {line}"));
}
