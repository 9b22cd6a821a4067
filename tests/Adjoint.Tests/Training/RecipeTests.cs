using Adjoint.Data.Tests;
using Adjoint.IO;
using Adjoint.Losses;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Regularization;
using Adjoint.Training;
using static Adjoint.Tests.Training.TrainerTests;

namespace Adjoint.Tests.Training;

public sealed class RecipeTests
{
    [Fact]
    public void Training_ends_when_as_many_epochs_as_are_let_pass_brought_no_improvement_and_gives_the_best_weights_back()
    {
        foreach (var hasFolder in new[] { false, true })
        {
            using var folder = new TemporaryFolder();
            var one = new TrainingCase(hasFolder ? RunFolder.Create(folder.File("run")) : null, epochs: 60, learningRate: 0.3,
                recipe: new TrainerOptions { EarlyStopping = new EarlyStopping(3) });
            var told = new Told();
            one.Trainer.Observe(told);
            Assert.True(one.Run());
            Assert.True(one.Trainer.IsStoppedEarly);
            Assert.InRange(one.Trainer.EpochsDone, 4, 59);
            var scores = told.Epochs.Select(epoch => epoch.Validation!.Value["acc"]).ToArray();
            Assert.All(scores[^3..], score => Assert.True(score <= scores[..^3].Max()));
            Assert.True(scores[^4] > scores[..^4].DefaultIfEmpty(-1).Max());
            Assert.Equal(told.Epochs[one.Trainer.BestEpoch - 1].Validation,
                Evaluator.Measure(one.Model, TrainingCase.Task, TrainingCase.Validation));
        }
    }

    [Fact]
    public void Less_than_the_least_improvement_is_none()
    {
        var one = new TrainingCase(null, epochs: 20, recipe: new TrainerOptions { EarlyStopping = new EarlyStopping(2, 1) });
        one.Run();
        // The first score is above none; from then on nothing can be by more than 1.
        Assert.Equal(3, one.Trainer.EpochsDone);
        // The best epoch may still be a later one.
        var told = new TrainingCase(null, epochs: 3);
        told.Run();
        Assert.Equal(told.Trainer.BestEpoch, one.Trainer.BestEpoch);
    }

    [Fact]
    public void The_last_weights_stay_if_the_best_are_not_wanted_back()
    {
        var (kept, plain) = (new TrainingCase(null, epochs: 7, learningRate: 3,
            recipe: new TrainerOptions { EarlyStopping = new EarlyStopping(100, restoresBest: false) }),
            new TrainingCase(null, epochs: 7, learningRate: 3));
        kept.Run();
        plain.Run();
        Assert.Equal(Weights(plain.Model), Weights(kept.Model));
        Assert.False(kept.Trainer.IsStoppedEarly);
    }

    [Fact]
    public void The_validation_loss_reduces_the_rate_on_a_plateau()
    {
        var one = new TrainingCase(null, epochs: 4, schedule: new ReduceOnPlateauSchedule(factor: 0.5, patience: 0, threshold: 0.99));
        var rates = new List<double>();
        one.Trainer.Observe(new AfterAnyStep(() => rates.Add(one.Optimizer.LearningRateFactor)));
        one.Run();
        // The first loss is an improvement over none; no later one is by 99 percent.
        Assert.Equal([1, 1, 0.5, 0.25], rates.Chunk(TrainingCase.BatchesPerEpoch).Select(epoch => epoch.Distinct().Single()));
    }

    [Fact]
    public void A_penalty_is_learned_from_and_not_told()
    {
        static (float[] Weights, Score First) Run(Penalty? penalty)
        {
            var one = new TrainingCase(null, epochs: 30, learningRate: 0.05, recipe: new TrainerOptions { Penalty = penalty });
            var told = new Told();
            one.Trainer.Observe(told);
            one.Run();
            return (one.Model.Parameters()[0].Value.ToArray<float>(), told.Steps[0].Train);
        }
        var (free, freeScore) = Run(null);
        var (small, smallScore) = Run(new L2Penalty(0.1));
        var (sparse, _) = Run(new L1Penalty(0.1));
        Assert.Equal(freeScore, smallScore);
        Assert.True(small.Sum(w => w * w) < 0.5 * free.Sum(w => w * w));
        Assert.True(sparse.Count(w => Math.Abs(w) < 0.02) > free.Count(w => Math.Abs(w) < 0.02) + 10);
    }

    [Fact]
    public void Gradients_are_clipped_before_the_step()
    {
        // With SGD at rate 1 a step is the gradient.
        Assert.InRange(Step(new TrainerOptions { ClipNorm = 0.01 }).Select(x => x * x).Sum(), 0.9e-4, 1.01e-4);
        var clipped = Step(new TrainerOptions { ClipValue = 0.01 });
        Assert.InRange(clipped.Max(Math.Abs), 0.0099, 0.0101);
        Assert.InRange(Step(new TrainerOptions()).Max(Math.Abs), 0.02, 10);

        static double[] Step(TrainerOptions options)
        {
            var generator = new Generator(2);
            var model = new Linear(4, 3, generator: generator);
            var before = Weights(model);
            new Trainer(model, TrainingCase.Task, new SGD(model.Parameters(), 1), generator, options with { Epochs = 1, BatchSize = 70 })
                .Run(TrainingCase.Train, new Blobs(0));
            return [.. Weights(model).Zip(before, (after, was) => (double)after - was)];
        }
    }

    [Fact]
    public void Gradients_that_are_not_finite_end_training_before_they_reach_the_weights()
    {
        var generator = new Generator(2);
        var model = new Linear(2, 2, generator: generator);
        var before = Weights(model);
        var trainer = new Trainer(model, new Regression(new SteepLoss()), new SGD(model.Parameters(), 1), generator,
            new TrainerOptions { ClipNorm = 1 });
        var error = Assert.Throws<DivergedException>(() => trainer.Run(new Line(8), new Line(8)));
        Assert.Contains("norm of the gradients", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Weights(model));
    }

    [Fact]
    public void The_average_of_the_weights_is_validated_and_kept_as_the_best_and_training_goes_on_with_the_weights()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.File("run"));
        var (averaged, plain) = (new TrainingCase(run, epochs: 1, recipe: new TrainerOptions { AverageDecay = 0.9 }),
            new TrainingCase(null, epochs: 1));
        var told = new Told();
        averaged.Trainer.Observe(told);
        averaged.Run();
        plain.Run();
        Assert.Equal(Weights(plain.Model), Weights(averaged.Model));
        Assert.Equal(Weights(plain.Model), Weights(Safetensors.Load(run.LastWeightsFile).Tensors));
        run.LoadWeights(averaged.Model);
        Assert.NotEqual(Weights(plain.Model), Weights(averaged.Model));
        Assert.Equal(told.Epochs[0].Validation, Evaluator.Measure(averaged.Model, TrainingCase.Task, TrainingCase.Validation));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Refuses(new TrainerOptions { ClipNorm = 0 }, "ClipNorm");
        Refuses(new TrainerOptions { ClipValue = double.NaN }, "ClipValue");
        Refuses(new TrainerOptions { AverageDecay = 1 }, "AverageDecay");
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(1, double.NaN));

        static void Refuses(TrainerOptions options, string name) => Assert.Contains(name,
            Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingCase(null, recipe: options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_makes_what_it_names()
    {
        Assert.Null(new Recipe().Penalty());
        Assert.Null(new Recipe().EarlyStopping());
        Assert.IsType<L1Penalty>(new Recipe { L1 = 1 }.Penalty());
        Assert.IsType<L2Penalty>(new Recipe { L2 = 1 }.Penalty());
        Assert.IsType<ElasticNetPenalty>(new Recipe { L1 = 1, L2 = 1 }.Penalty());
        Assert.Equal(new EarlyStopping(4, 0.5), new Recipe { Patience = 4, MinImprovement = 0.5 }.EarlyStopping());
        double[] weights = [1, 2];
        Assert.Equal(new TaskSettings { Loss = "l1", LabelSmoothing = 0.1, ClassWeights = weights },
            new Recipe { Loss = "l1", LabelSmoothing = 0.1, ClassWeights = weights }.TaskSettings());
    }

    private sealed class Told : ITrainingObserver
    {
        public List<TrainingStep> Steps { get; } = [];

        public List<EpochMetrics> Epochs { get; } = [];

        public void OnStep(TrainingStep step) => Steps.Add(step);

        public void OnEpoch(EpochMetrics epoch, bool isBest) => Epochs.Add(epoch);
    }

    private sealed class AfterAnyStep(Action what) : ITrainingObserver
    {
        public void OnStep(TrainingStep step) => what();
    }

    /// <summary>Is 0 and has no finite derivative.</summary>
    private sealed class SteepLoss() : Loss(Reduction.Mean)
    {
        protected override Tensor ComputeEach(Tensor prediction, Tensor target) => (prediction - prediction.Detach()).Sqrt();
    }
}
