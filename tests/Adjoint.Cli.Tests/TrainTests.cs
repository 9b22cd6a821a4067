using System.Runtime.InteropServices;
using System.Text.Json;

namespace Adjoint.Cli.Tests;

public sealed class TrainTests : IDisposable
{
    private const char Escape = '\u001b';
    private static readonly string[] s_softmax = ["train", "softmax", "--data", "mnist", "--epochs", "2", "--seed", "1"];
    private static readonly string[] s_scores = ["epoch", "train_loss", "train_acc", "val_loss", "val_acc", "best"];
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_run_leaves_its_folder_and_says_where_and_can_be_measured_and_used()
    {
        var result = _cli.Run(s_softmax).AssertExit(0);
        Assert.Contains("runs/softmax-mnist-1", result.Output, StringComparison.Ordinal);
        Assert.Contains("epoch 2/2", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, result.Output + result.Errors);
        string[] files = ["best.safetensors", "config.json", "curve.svg", "last.safetensors", "metrics.jsonl", "report.html",
            "state.safetensors"];
        Assert.Equal(files, Directory.EnumerateFiles(_cli.PathOf("runs", "softmax-mnist-1")).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));

        var eval = _cli.Run("eval", "runs/softmax-mnist-1", "--json").AssertExit(0).Lines.Single();
        Assert.Equal(100, eval.GetProperty("samples").GetInt32());
        var end = Metrics("runs/softmax-mnist-1")[^1];
        Assert.Equal(end.GetProperty("test_acc").GetDouble(), eval.GetProperty("test_acc").GetDouble());
        Assert.Contains("recall", _cli.Run("eval", "runs/softmax-mnist-1").AssertExit(0).Output, StringComparison.Ordinal);

        File.WriteAllBytes(_cli.PathOf("digit.pgm"), SmallDigits.Pgm(3));
        var byName = _cli.Run("predict", "runs/softmax-mnist-1", "test:3", "--json").AssertExit(0).Lines.Single();
        var byImage = _cli.Run("predict", "runs/softmax-mnist-1", "digit.pgm", "--json").AssertExit(0).Lines.Single();
        Assert.Equal(byName.ToString(), byImage.ToString());
        var all = _cli.Run("predict", "runs/softmax-mnist-1", "data/mnist/t10k-images-idx3-ubyte", "--json").AssertExit(0).Lines;
        Assert.Equal(100, all.Length);
        Assert.Equal(byName.GetProperty("class").GetString(), all[3].GetProperty("class").GetString());
        Assert.Contains("0: ", _cli.Run("predict", "runs/softmax-mnist-1", "test:0").AssertExit(0).Output, StringComparison.Ordinal);

        // The next run takes the next number and leaves this one alone.
        Assert.Contains("runs/softmax-mnist-2", _cli.Run(s_softmax).AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Equal(_cli.Bytes("runs", "softmax-mnist-1", "last.safetensors"), _cli.Bytes("runs", "softmax-mnist-2", "last.safetensors"));
    }

    [Fact]
    public void With_json_standard_output_is_the_lines_of_the_metrics_file()
    {
        var result = _cli.Run([.. s_softmax, "--json", "--out", "run", "--progress", "none", "--threads", "1"]).AssertExit(0);
        Assert.Empty(result.Errors);
        Assert.Equal(1, result.Lines[0].GetProperty("threads").GetInt32());
        Assert.Equal(File.ReadAllText(_cli.PathOf("run", "metrics.jsonl")), result.Output.ReplaceLineEndings("\n"));
        Assert.All(result.Lines, line => Assert.Equal(1, line.GetProperty("v").GetInt32()));
        var end = result.Lines[^1];
        string[] names = ["model", "data", "params", "epochs", "seed", "train_loss", "train_acc", "test_loss", "test_acc", "seconds",
            "samples_per_s", "run"];
        Assert.All(names, name => Assert.True(end.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null, name));
        Assert.Equal(["end", "softmax", "mnist", "run"],
            new[] { "type", "model", "data", "run" }.Select(name => end.GetProperty(name).GetString()));
        Assert.Equal([7850, 2, 1], new[] { "params", "epochs", "seed" }.Select(name => end.GetProperty(name).GetInt32()));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_weights()
    {
        string[] line = ["train", "lenet5", "--data", "mnist", "--epochs", "1", "--progress", "none"];
        _cli.Run([.. line, "--threads", "1", "--out", "one"]).AssertExit(0);
        _cli.Run([.. line, "--threads", "2", "--out", "two"]).AssertExit(0);
        Assert.Equal(_cli.Bytes("one", "last.safetensors"), _cli.Bytes("two", "last.safetensors"));
    }

    [Fact]
    public void A_requirement_that_is_not_met_is_exit_code_5()
    {
        _cli.Run([.. s_softmax, "--require", "test_acc>=0.1", "--require", "test_loss<=100"]).AssertExit(0);
        _cli.Run([.. s_softmax, "--require", "test_acc>=1.1"]).AssertFails(5, "test_acc>=1.1", "it is 0.");
    }

    [Fact]
    public void A_run_that_diverges_is_exit_code_4_and_keeps_what_was_saved()
    {
        var result = _cli.Run([.. s_softmax, "--lr", "1000000", "--optimizer", "sgd", "--weight-decay", "1000000", "--out", "run",
            "--json"])
            .AssertFails(4, "learning rate");
        var end = result.Lines[^1];
        Assert.Equal(("end", "diverged"), (end.GetProperty("type").GetString(), end.GetProperty("status").GetString()));
        Assert.Equal(JsonValueKind.Null, end.GetProperty("train_loss").ValueKind);
        Assert.Contains(end.GetProperty("nonfinite").GetString(), new[] { "nan", "inf" });
    }

    [Fact]
    public void Without_validation_examples_nothing_is_said_of_them()
    {
        var result = _cli.Run([.. s_softmax, "--validation", "0", "--out", "run"]).AssertExit(0);
        Assert.DoesNotContain("validation", result.Errors + File.ReadAllText(_cli.PathOf("run", "curve.svg")), StringComparison.Ordinal);
        Assert.True(Metrics("run")[^1].GetProperty("best_epoch").GetInt32() > 0);
        Assert.All(Metrics("run"), line => Assert.False(line.TryGetProperty("nonfinite", out _)));
    }

    [Fact]
    public void A_run_that_learned_nothing_is_warned_of()
    {
        var result = _cli.Run("train", "mlp", "--data", "mnist", "--epochs", "4", "--lr", "100", "--optimizer", "sgd", "--batch-size", "16",
            "--progress", "none").AssertExit(0);
        Assert.Contains("learning rate may not suit", result.Errors, StringComparison.Ordinal);
        Assert.Empty(_cli.Run([.. s_softmax, "--progress", "none"]).AssertExit(0).Errors);
    }

    [Fact]
    public void No_epochs_leave_untrained_weights_that_can_be_measured()
    {
        _cli.Run("train", "softmax", "--data", "mnist", "--epochs", "0", "--out", "run").AssertExit(0);
        _cli.Run("eval", "run").AssertExit(0);
    }

    [Fact]
    public void Interrupted_it_saves_and_says_how_to_go_on_and_ends_with_the_same_bits()
    {
        string[] line = ["train", "mlp", "--data", "mnist", "--epochs", "40", "--batch-size", "8", "--progress", "none"];
        _cli.Run([.. line, "--out", "whole"]).AssertExit(0);
        foreach (var (signal, name) in new[] { (PosixSignal.SIGINT, "int"), (PosixSignal.SIGTERM, "term") })
        {
            using (var running = _cli.Start([.. line, "--out", name, "--json"]))
            {
                running.WaitUntil(() => HasLine(name, "epoch"));
                running.Signal(signal);
                var result = running.Wait().AssertExit(130);
                Assert.Contains($"adjoint train --resume {name}", result.Errors, StringComparison.Ordinal);
                Assert.Equal("interrupted", result.Lines[^1].GetProperty("status").GetString());
            }
            _cli.Run("train", "--resume", name).AssertExit(0);
            AssertSameRun("whole", name);
        }
    }

    [Fact]
    public void A_second_interruption_ends_the_program_at_once()
    {
        using var running = _cli.Start("train", "mlp", "--data", "mnist", "--epochs", "100000", "--out", "run", "--batch-size", "400");
        running.WaitUntil(() => HasLine("run", "epoch"));
        // Two at once would count as one, and the first may end the run before the second comes: either way the code is the same.
        running.Signal(PosixSignal.SIGTERM);
        running.Signal(PosixSignal.SIGINT);
        running.Wait().AssertExit(130);
    }

    [Fact]
    public void Killed_and_resumed_it_ends_with_the_same_bits()
    {
        string[] line = ["train", "mlp", "--data", "mnist", "--epochs", "40", "--batch-size", "8", "--progress", "none"];
        _cli.Run([.. line, "--out", "whole"]).AssertExit(0);
        using (var running = _cli.Start([.. line, "--out", "killed"]))
        {
            running.WaitUntil(() => File.Exists(_cli.PathOf("killed", "state.safetensors")));
            running.Kill();
            Assert.NotEqual(0, running.Wait().ExitCode);
        }
        var result = _cli.Run("train", "--resume", "killed", "--json").AssertExit(0);
        Assert.True(result.Lines[0].GetProperty("resumed").GetBoolean());
        AssertSameRun("whole", "killed");
        Assert.DoesNotContain(Directory.EnumerateFiles(_cli.PathOf("killed")), file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_is_going_on_cannot_be_resumed_beside()
    {
        using var running = _cli.Start("train", "mlp", "--data", "mnist", "--epochs", "100000", "--out", "run");
        running.WaitUntil(() => HasLine("run", "epoch"));
        _cli.Run("train", "--resume", "run").AssertFails(1, "another program");
        running.Signal(PosixSignal.SIGINT);
        running.Wait().AssertExit(130);
    }

    [Fact]
    public void A_resumed_run_keeps_its_settings()
    {
        _cli.Run([.. s_softmax, "--out", "run", "--schedule", "constant"]).AssertExit(0);
        var weights = _cli.Bytes("run", "last.safetensors");
        string[] changes =
            ["--lr 0.1", "--seed 2", "--batch-size 32", "--optimizer adam", "--data pen-digits", "--validation 0.2", "--out other",
                "--schedule linear"];
        foreach (var option in changes)
        {
            _cli.Run(["train", "--resume", "run", .. option.Split(' ')]).AssertFails(2, option.Split(' ')[0], "cannot be changed");
        }
        _cli.Run("train", "mlp", "--resume", "run").AssertFails(2, "softmax", "mlp");
        _cli.Run("train", "--resume", "run", "--epochs", "1").AssertFails(2, "has done 2 epochs");
        Assert.Equal(weights, _cli.Bytes("run", "last.safetensors"));
        _cli.Run("train", "--resume", "run", "--epochs", "3").AssertExit(0);
        _cli.Run(["train", "softmax", "--data", "mnist", "--seed", "1", "--schedule", "constant", "--epochs", "3", "--out", "whole"])
            .AssertExit(0);
        AssertSameRun("whole", "run");
    }

    [Fact]
    public void The_epochs_of_a_run_with_a_schedule_cannot_be_changed()
    {
        _cli.Run([.. s_softmax, "--out", "run"]).AssertExit(0);
        _cli.Run("train", "--resume", "run", "--epochs", "3").AssertFails(2, "schedule");
    }

    private bool HasLine(string run, string type)
    {
        var path = _cli.PathOf(run, "metrics.jsonl");
        if (!File.Exists(path)) return false;
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Contains($"\"type\":\"{type}\"", StringComparison.Ordinal);
    }

    private JsonElement[] Metrics(string run) =>
        [.. File.ReadLines(_cli.PathOf(run, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private void AssertSameRun(string left, string right)
    {
        foreach (var name in new[] { "last.safetensors", "best.safetensors" })
            Assert.Equal(_cli.Bytes(left, name), _cli.Bytes(right, name));
        Assert.Equal(Epochs(left), Epochs(right));

        IEnumerable<string> Epochs(string run) => Metrics(run).Where(line => line.GetProperty("type").GetString() == "epoch")
            .Select(line => string.Join(' ', s_scores.Select(name => line.GetProperty(name).ToString())));
    }
}
