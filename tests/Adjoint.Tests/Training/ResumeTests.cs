using System.Text.Json;
using Adjoint.Data.Tests;
using Adjoint.IO;
using Adjoint.Optim;
using Adjoint.Regularization;
using Adjoint.Training;

namespace Adjoint.Tests.Training;

public sealed class ResumeTests : IDisposable
{
    private const int RecipeEpochs = 8;
    private static readonly Lazy<Outcome> s_uninterrupted = new(() => Uninterrupted(run => new TrainingCase(run)));
    private static readonly Lazy<Outcome> s_uninterruptedRecipe = new(() => Uninterrupted(WithRecipe));
    private readonly TemporaryFolder _folder = new();
    private readonly RunFolder _run;

    public ResumeTests() => _run = RunFolder.Create(_folder.File("run"));

    // Every batch but the last: after that one nothing is left to stop.
    public static TheoryData<int> Batches => [.. Enumerable.Range(1, 3 * TrainingCase.BatchesPerEpoch - 1)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Batches))]
    public void Stopped_after_any_batch_and_resumed_it_ends_with_the_same_bits(int batches)
    {
        using var stop = new CancellationTokenSource();
        var first = new TrainingCase(_run);
        first.Trainer.Observe(new AfterStep(batches, stop.Cancel));
        Assert.False(first.Run(stop.Token));
        AssertResumesToTheSame();
    }

    [Fact]
    public void Stopped_again_and_again_it_ends_with_the_same_bits()
    {
        var runs = 0;
        for (var isDone = false; !isDone; runs++)
        {
            using var stop = new CancellationTokenSource();
            var one = new TrainingCase(_run);
            one.Trainer.Resume();
            one.Trainer.Observe(new AfterStep(4 * (runs + 1), stop.Cancel));
            isDone = one.Run(stop.Token);
        }
        Assert.Equal(4, runs);
        Assert.Equal(s_uninterrupted.Value, Outcome.Of(_run));
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Killed_after_any_batch_and_resumed_it_ends_with_the_same_bits(int batches)
    {
        var first = new TrainingCase(_run);
        first.Trainer.Observe(new AfterStep(batches, () => throw new KilledException()));
        Assert.Throws<KilledException>(() => first.Run());
        AssertResumesToTheSame();
    }

    [Theory]
    [InlineData("metrics.jsonl")]
    [InlineData("best.safetensors")]
    [InlineData("last.safetensors")]
    public void Killed_between_the_files_of_a_save_it_ends_with_the_same_bits(string newest)
    {
        // The files are written in this order; those up to the newest are the later ones, the others those of the save before.
        string[] order = ["metrics.jsonl", "best.safetensors", "last.safetensors", "state.safetensors"];
        var saves = new List<Dictionary<string, byte[]>>();
        var first = new TrainingCase(_run, saveSeconds: 0);
        first.Trainer.Observe(new AfterEachStep(() =>
            saves.Add(order.Where(name => File.Exists(PathOf(name))).ToDictionary(name => name, name => File.ReadAllBytes(PathOf(name))))));
        first.Run();
        for (var i = 1; i + 1 < saves.Count; i++)
        {
            Directory.Delete(_run.Path, recursive: true);
            RunFolder.Create(_run.Path);
            foreach (var name in order)
            {
                var save = Array.IndexOf(order, name) <= Array.IndexOf(order, newest) ? saves[i + 1] : saves[i];
                if (save.TryGetValue(name, out var bytes)) File.WriteAllBytes(PathOf(name), bytes);
            }
            AssertResumesToTheSame();
        }
    }

    [Fact]
    public void Killed_before_the_first_save_it_begins_anew_and_no_line_stands_twice()
    {
        var first = new TrainingCase(_run);
        first.Trainer.Observe(new AfterStep(2, () => throw new KilledException()));
        Assert.Throws<KilledException>(() => first.Run());
        Assert.False(File.Exists(_run.StateFile));
        var second = new TrainingCase(_run);
        Assert.False(second.Trainer.Resume());
        second.Run();
        Assert.Equal(["start", "epoch", "epoch", "epoch"], Lines().Select(line => line.Text("type")));
    }

    [Fact]
    public void After_resumes_the_metrics_hold_each_epoch_once_and_say_where_the_run_was_taken_up()
    {
        foreach (var batches in new[] { 7, 9 })
        {
            var killed = new TrainingCase(_run, saveSeconds: 0);
            killed.Trainer.Resume();
            killed.Trainer.Observe(new AfterStep(batches, () => throw new KilledException()));
            Assert.Throws<KilledException>(() => killed.Run());
        }
        AssertResumesToTheSame();
        var starts = Lines().Where(line => line.Text("type") == "start").ToList();
        Assert.Equal([false, true, true], starts.Select(line => line.GetProperty("resumed").GetBoolean()));
        Assert.Equal([(1, 0), (2, 1), (2, 3)],
            starts.Select(line => (line.GetProperty("first_epoch").GetInt32(), line.GetProperty("first_batch").GetInt32())));
        Assert.Equal([1, 2, 3], Lines().Where(line => line.Text("type") == "epoch").Select(line => line.GetProperty("epoch").GetInt32()));
    }

    [Fact]
    public void A_finished_run_can_go_on_for_more_epochs_to_the_same_bits()
    {
        new TrainingCase(_run, epochs: 2).Run();
        AssertResumesToTheSame();
    }

    [Fact]
    public void A_finished_run_that_is_resumed_changes_nothing()
    {
        new TrainingCase(_run).Run();
        AssertResumesToTheSame();
    }

    [Fact]
    public void A_stop_during_validation_loses_no_step()
    {
        using var stop = new CancellationTokenSource();
        var first = new TrainingCase(_run);
        first.Trainer.Observe(new OnValidation(stop.Cancel));
        Assert.False(first.Run(stop.Token));
        Assert.Equal(0, first.Trainer.EpochsDone);
        AssertResumesToTheSame();
    }

    [Theory]
    [InlineData("state.safetensors")]
    [InlineData("metrics.jsonl")]
    public void A_file_that_was_cut_short_is_refused_and_nothing_is_changed(string name)
    {
        new TrainingCase(_run, epochs: 1).Run();
        var path = PathOf(name);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^20]);
        var before = Outcome.Of(_run);
        var metrics = File.ReadAllBytes(_run.MetricsFile);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => new TrainingCase(_run).Trainer.Resume()).Message,
            StringComparison.Ordinal);
        Assert.Equal(before, Outcome.Of(_run));
        Assert.Equal(metrics, File.ReadAllBytes(_run.MetricsFile));
    }

    [Fact]
    public void Metrics_that_lack_whole_lines_are_refused()
    {
        new TrainingCase(_run, epochs: 1).Run();
        File.WriteAllLines(_run.MetricsFile, File.ReadAllLines(_run.MetricsFile)[..^1]);
        var error = Assert.Throws<InvalidDataException>(() => new TrainingCase(_run).Trainer.Resume());
        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_line_of_metrics_is_refused_with_its_number()
    {
        new TrainingCase(_run, epochs: 1).Run();
        var bytes = File.ReadAllBytes(_run.MetricsFile);
        bytes[Array.IndexOf(bytes, (byte)'\n') + 1] = (byte)'#';
        File.WriteAllBytes(_run.MetricsFile, bytes);
        var error = Assert.Throws<InvalidDataException>(() => new TrainingCase(_run).Trainer.Resume());
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_run.MetricsFile));
    }

    [Fact]
    public void The_state_of_another_network_or_of_a_file_without_state_is_refused()
    {
        new TrainingCase(_run, epochs: 1).Run();
        var tensors = Safetensors.Load(_run.StateFile).Tensors;
        var metadata = Safetensors.Load(_run.StateFile).Metadata.Where(entry => entry.Key != "adjoint.sha256").ToDictionary();
        Safetensors.Save(_run.StateFile, tensors.Where(entry => entry.Key != "model.0.bias"), metadata);
        Assert.Contains("0.bias", Refused(), StringComparison.Ordinal);
        Safetensors.Save(_run.StateFile, tensors.Where(entry => entry.Key != "optimizer.mean.0"), metadata);
        Assert.Contains("mean.0", Refused(), StringComparison.Ordinal);
        Safetensors.Save(_run.StateFile, tensors, metadata.Where(entry => entry.Key != "steps").ToDictionary());
        Assert.Contains("'steps'", Refused(), StringComparison.Ordinal);
        Safetensors.Save(_run.StateFile, tensors, new Dictionary<string, string>(metadata) { ["batches_done"] = "many" });
        Assert.Contains("many", Refused(), StringComparison.Ordinal);
        Safetensors.Save(_run.StateFile, tensors, new Dictionary<string, string>(metadata) { ["generator_seed"] = "8" });
        Assert.Contains("generator_seed is 8, and 7 was expected", Refused(), StringComparison.Ordinal);
        Safetensors.Save(_run.StateFile, tensors, new Dictionary<string, string>(metadata) { ["batch_size"] = "32" });
        Assert.Contains("batches of 32", Refused(), StringComparison.Ordinal);
        Safetensors.Save(_run.StateFile, tensors);
        Assert.Contains("'format'", Refused(), StringComparison.Ordinal);

        string Refused() => Assert.Throws<InvalidDataException>(() => new TrainingCase(_run).Trainer.Resume()).Message;
    }

    [Fact]
    public void Other_data_than_the_run_was_begun_with_are_refused()
    {
        new TrainingCase(_run, epochs: 1).Run();
        var one = new TrainingCase(_run);
        one.Trainer.Resume();
        var error = Assert.Throws<InvalidDataException>(() => one.Trainer.Run(new Blobs(71), TrainingCase.Validation));
        Assert.Contains("70 examples", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2 * TrainingCase.BatchesPerEpoch)]
    [InlineData(3 * TrainingCase.BatchesPerEpoch + 2)]
    public void With_all_that_a_recipe_can_have_a_killed_run_ends_with_the_same_bits(int batches)
    {
        var first = WithRecipe(_run);
        first.Trainer.Observe(new AfterStep(batches, () => throw new KilledException()));
        Assert.Throws<KilledException>(() => first.Run());
        var second = WithRecipe(_run);
        second.Trainer.Resume();
        Assert.True(second.Run());
        Assert.Equal(s_uninterruptedRecipe.Value, Outcome.Of(_run));
        // Else a resume could forget the patience, or the rate of the schedule, and nothing would tell.
        Assert.True(second.Trainer.IsStoppedEarly);
        Assert.InRange(second.Trainer.EpochsDone, 4, RecipeEpochs - 1);
        Assert.True(second.Optimizer.LearningRateFactor is 1);
    }

    [Fact]
    public void A_run_that_was_stopped_early_stays_stopped_and_gives_its_best_weights_back()
    {
        WithRecipe(_run).Run();
        var before = Outcome.Of(_run);
        var again = WithRecipe(_run);
        again.Trainer.Resume();
        Assert.True(again.Run());
        Assert.Equal(before, Outcome.Of(_run));
        Assert.Equal(TrainerTests.Weights(Safetensors.Load(_run.BestWeightsFile).Tensors), TrainerTests.Weights(again.Model));
    }

    private static TrainingCase WithRecipe(RunFolder run) => new(run, RecipeEpochs, learningRate: 0.05, saveSeconds: 0,
        schedule: new ReduceOnPlateauSchedule(factor: 0.5, patience: 0, threshold: 0.2), recipe: new TrainerOptions
        {
            Penalty = new ElasticNetPenalty(1e-3, 1e-2),
            ClipNorm = 0.5,
            ClipValue = 0.2,
            AverageDecay = 0.9,
            EarlyStopping = new EarlyStopping(3, minImprovement: 0.02),
        });

    private static Outcome Uninterrupted(Func<RunFolder, TrainingCase> create)
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.File("run"));
        Assert.True(create(run).Run());
        return Outcome.Of(run);
    }

    private void AssertResumesToTheSame()
    {
        var second = new TrainingCase(_run);
        second.Trainer.Resume();
        Assert.True(second.Run());
        Assert.Equal(s_uninterrupted.Value, Outcome.Of(_run));
    }

    private string PathOf(string name) => Path.Combine(_run.Path, name);

    private List<JsonElement> Lines() => [.. File.ReadLines(_run.MetricsFile).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>What must not depend on interruptions: weights to the bit, and the epochs' scores.</summary>
    private sealed record Outcome(string Last, string Best, string Epochs)
    {
        public static Outcome Of(RunFolder run) => new(
            Convert.ToHexString(File.ReadAllBytes(run.LastWeightsFile)),
            Convert.ToHexString(File.ReadAllBytes(run.BestWeightsFile)),
            string.Join(' ', EpochsOf(run).Select(epoch => (epoch.Epoch, epoch.Train, epoch.Validation))));

        private static IReadOnlyList<EpochMetrics> EpochsOf(RunFolder run)
        {
            try
            {
                return RunHistory.Epochs(run.MetricsFile);
            }
            catch (InvalidDataException)
            {
                return [];
            }
        }
    }

    private sealed class KilledException : Exception;

    private sealed class AfterEachStep(Action what) : ITrainingObserver
    {
        public void OnStep(TrainingStep step) => what();
    }

    private sealed class OnValidation(Action what) : ITrainingObserver
    {
        void ITrainingObserver.OnValidation(int done, int total) => what();
    }
}
