using Adjoint.Backends;
using Adjoint.Data.Tests;
using Adjoint.IO;
using Adjoint.Metrics;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Training;

namespace Adjoint.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void A_small_problem_is_learned()
    {
        var one = new TrainingCase(folder: null, epochs: 40, learningRate: 0.05);
        Assert.True(one.Run());
        var score = Evaluator.Measure(one.Model, TrainingCase.Task, TrainingCase.Validation);
        Assert.True(score["acc"] >= 0.95, $"{score}");
        Assert.Equal(30, score.Count);
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        var threads = Backend.Threads;
        try
        {
            Assert.Equal(WeightsAt(1), WeightsAt(2));
        }
        finally
        {
            Backend.Threads = threads;
        }

        static float[] WeightsAt(int threads)
        {
            Backend.Threads = threads;
            var one = new TrainingCase(folder: null);
            one.Run();
            return Weights(one.Model);
        }
    }

    [Fact]
    public void Each_epoch_is_told_with_its_scores()
    {
        var told = new Recorder();
        var one = new TrainingCase(folder: null, epochs: 2);
        one.Trainer.Observe(told);
        one.Run();
        Assert.Equal(new TrainingStart(2, TrainingCase.BatchesPerEpoch, TrainingCase.Examples, 1, 0, false), told.Start);
        Assert.Equal(10, told.Steps.Count);
        Assert.Equal([1, 2], told.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal([16, 32, 48, 64, 70], told.Steps.Take(5).Select(step => step.Samples));
        Assert.Equal(told.Steps[4].Train, told.Epochs[0].Train);
        Assert.All(told.Epochs, epoch => Assert.Equal((70, 30), (epoch.Train.Count, epoch.Validation!.Value.Count)));
        // The examples of a batch weigh the same, whatever the size of their batch.
        var sum = told.Steps.Take(4).Sum(step => 16 * step.Loss) + 6 * told.Steps[4].Loss;
        Assert.Equal(sum / 70, told.Epochs[0].Train.Loss, 1e-12);
    }

    [Fact]
    public void The_best_weights_are_those_of_the_epoch_that_validated_best()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.File("run"));
        var one = new TrainingCase(run, epochs: 7, learningRate: 3);
        var told = new Recorder();
        one.Trainer.Observe(told);
        one.Run();
        var best = told.Epochs.OrderByDescending(epoch => epoch.Validation!.Value["acc"])
            .ThenBy(epoch => epoch.Validation!.Value.Loss).First();
        Assert.Equal(best.Epoch, one.Trainer.BestEpoch);
        // Else this test could not tell the best from the last.
        Assert.NotEqual(7, best.Epoch);
        Assert.Equal(Weights(one.Model), Weights(Safetensors.Load(run.LastWeightsFile).Tensors));
        run.LoadWeights(one.Model);
        Assert.Equal(best.Validation, Evaluator.Measure(one.Model, TrainingCase.Task, TrainingCase.Validation));
        Assert.NotEqual(Weights(one.Model), Weights(Safetensors.Load(run.LastWeightsFile).Tensors));
    }

    [Theory]
    [InlineData(TrainingCase.BatchesPerEpoch + 1, 0)]
    [InlineData(2 * TrainingCase.BatchesPerEpoch, 1000)]
    public void A_run_whose_weights_diverge_stops_and_leaves_the_older_files_untouched(int step, double saveSeconds)
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.File("run"));
        new TrainingCase(run, epochs: 1).Run();
        var before = Checkpoints(run);
        // The weights are spoiled just before a save, within an epoch and at its end: no loss has told of it yet.
        var one = new TrainingCase(run, epochs: 3, saveSeconds: saveSeconds);
        one.Trainer.Resume();
        one.Trainer.Observe(new AfterStep(step, () => one.Model.Parameters()[0].CopyFrom(Tensor.Full([8, 4], double.PositiveInfinity))));
        var error = Assert.Throws<DivergedException>(() => one.Run());
        Assert.Equal(2, error.Epoch);
        Assert.Contains("0.weight", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Checkpoints(run));
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_run()
    {
        var one = new TrainingCase(folder: null, learningRate: 1e30);
        var error = Assert.Throws<DivergedException>(() => one.Run());
        Assert.False(double.IsFinite(error.Loss));
        Assert.Equal(1, error.Epoch);
        Assert.Contains("below 1E+30", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_validation_the_training_score_chooses_the_best()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.File("run"));
        var one = new TrainingCase(run);
        Assert.True(one.Trainer.Run(TrainingCase.Train, new Blobs(0)));
        one.Log!.Dispose();
        Assert.NotEqual(0, one.Trainer.BestEpoch);
        Assert.All(RunHistory.Epochs(run.MetricsFile), epoch => Assert.Null(epoch.Validation));
    }

    [Fact]
    public void No_epochs_leave_the_first_weights()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.File("run"));
        var one = new TrainingCase(run, epochs: 0);
        var first = Weights(one.Model);
        Assert.True(one.Run());
        run.LoadWeights(one.Model);
        Assert.Equal(first, Weights(one.Model));
        Assert.Equal(0, one.Trainer.BestEpoch);
    }

    [Fact]
    public void No_examples_are_an_error() =>
        Assert.Contains("no examples",
            Assert.Throws<ArgumentException>(() => new TrainingCase(null).Trainer.Run(new Blobs(0), new Blobs(3))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Measuring_no_examples_gives_no_number()
    {
        var score = Evaluator.Measure(new TrainingCase(null).Model, TrainingCase.Task, new Blobs(0));
        Assert.True(double.IsNaN(score.Loss) && double.IsNaN(score["acc"]));
        Assert.Equal(0, score.Count);
    }

    [Fact]
    public void Measuring_counts_true_and_predicted_classes_and_keeps_every_modules_mode()
    {
        var one = new TrainingCase(null, epochs: 30, learningRate: 0.05);
        one.Run();
        one.Model[2].Eval();
        var confusion = new ConfusionMatrix(3);
        var score = Evaluator.Measure(one.Model, TrainingCase.Task, TrainingCase.Validation, batchSize: 7, also: [confusion]);
        Assert.Equal([10, 10, 10], Enumerable.Range(0, 3).Select(row => (int)confusion.CountOf(row)));
        Assert.Equal(score["acc"], (confusion[0, 0] + confusion[1, 1] + confusion[2, 2]) / 30.0, 1e-12);
        Assert.True(one.Model.IsTraining);
        Assert.False(one.Model[2].IsTraining);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        var model = new Linear(4, 3);
        Trainer Create(TrainerOptions options) =>
            new(model, TrainingCase.Task, new SGD(model.Parameters()), new Generator(1), options);
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(new TrainerOptions { Epochs = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(new TrainerOptions { BatchSize = 0 }));
    }

    internal static float[] Weights(Module model) => Weights(model.State());

    internal static float[] Weights(IReadOnlyDictionary<string, Tensor> state) =>
        [.. state.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value.ToArray<float>())];

    private static string[] Checkpoints(RunFolder run) => [.. new[] { run.LastWeightsFile, run.BestWeightsFile, run.StateFile }
        .Select(file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))))];

    private sealed class Recorder : ITrainingObserver
    {
        public TrainingStart Start { get; private set; }

        public List<TrainingStep> Steps { get; } = [];

        public List<EpochMetrics> Epochs { get; } = [];

        public void OnStart(TrainingStart start) => Start = start;

        public void OnStep(TrainingStep step) => Steps.Add(step);

        public void OnEpoch(EpochMetrics epoch, bool isBest) => Epochs.Add(epoch);
    }

    [Fact]
    public void A_last_batch_of_one_example_is_left_out_where_a_batch_is_normalised()
    {
        var generator = new Generator(7);
        var model = new Sequential(new Linear(4, 8, generator: generator), new BatchNorm1d(8), new Linear(8, 3, generator: generator));
        var trainer = new Trainer(model, TrainingCase.Task, new SGD(model.Parameters(), 0.01), generator,
            new TrainerOptions { Epochs = 2, BatchSize = 23 });
        var told = new Recorder();
        trainer.Observe(told);
        Assert.True(trainer.Run(TrainingCase.Train, TrainingCase.Validation));
        Assert.Equal(3 * 23 + 1, TrainingCase.Examples);
        Assert.All(told.Epochs, epoch => Assert.Equal(3 * 23, epoch.Train.Count));
    }
}
