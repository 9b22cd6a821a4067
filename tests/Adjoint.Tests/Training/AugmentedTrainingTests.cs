using Adjoint.Data;
using Adjoint.Data.Tests;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Training;

namespace Adjoint.Tests.Training;

public sealed class AugmentedTrainingTests : IDisposable
{
    private const int Pixels = 36;
    private static readonly Augmentation[] s_steps = [new RandomCrop(1), new HorizontalFlip(), new RandomErasing()];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Stopped_within_an_epoch_and_resumed_it_sees_the_same_images(int batches)
    {
        var whole = RunFolder.Create(_folder.File("whole"));
        Assert.True(Run(whole, isResumed: false, new AfterBatches(int.MaxValue)));
        var stopped = RunFolder.Create(_folder.File("stopped"));
        Assert.False(Run(stopped, isResumed: false, new AfterBatches(batches)));
        Assert.True(Run(stopped, isResumed: true, new AfterBatches(int.MaxValue)));
        Assert.Equal(File.ReadAllBytes(whole.LastWeightsFile), File.ReadAllBytes(stopped.LastWeightsFile));
    }

    [Fact]
    public void Augmentation_changes_what_is_learned_and_the_seed_what_is_seen()
    {
        byte[] Weights(string name, Augmentation[] steps, ulong seed)
        {
            var folder = RunFolder.Create(_folder.File(name));
            Run(folder, isResumed: false, new AfterBatches(int.MaxValue), steps, seed);
            return File.ReadAllBytes(folder.LastWeightsFile);
        }

        var with = Weights("with", s_steps, 3);
        Assert.Equal(with, Weights("again", s_steps, 3));
        Assert.NotEqual(with, Weights("without", [], 3));
        Assert.NotEqual(with, Weights("other", s_steps, 4));
    }

    [Fact]
    public void The_losses_of_auxiliary_classifiers_are_learned_from_with_their_weight()
    {
        var generator = new Generator(1);
        var model = new GoogLeNet(2, inChannels: 1, dropout: 0, generator: generator);
        model.Train();
        var learner = new Learner(model, new Classification(), new SGD(model.Parameters(), 0.1), generator, new TrainerOptions());
        var batch = new Batch(Tensor.RandN([4, 1, 32, 32], generator), Tensor.From<long>([0, 1, 0, 1]));
        var (output, loss, objective) = learner.Forward(batch);
        Assert.Equal([4, 2], output.Shape.ToArray());
        // A head that knows nothing yet loses about ln 2.
        Assert.InRange(objective.Item() - loss.Item(), 0.3, 2);
        objective.Backward();
        Assert.All(model.NamedParameters(), entry => Assert.True(entry.Parameter.Value.Grad is not null, entry.Path));
    }

    private static bool Run(RunFolder folder, bool isResumed, AfterBatches stop, Augmentation[]? steps = null, ulong seed = 3)
    {
        var generator = new Generator(7);
        var model = new Sequential(new Flatten(), new Linear(Pixels, 3, generator: generator));
        var options = new TrainerOptions { Epochs = 2, BatchSize = 8, Seed = seed, Augmentations = steps ?? s_steps };
        var trainer = new Trainer(model, new Classification(), new SGD(model.Parameters(), 0.1), generator, options, folder);
        trainer.Observe(stop);
        if (isResumed) Assert.True(trainer.Resume());
        return trainer.Run(Images(40), Images(0), stop.Token);
    }

    private static ImageDataSet Images(int count)
    {
        var random = new Random(2);
        var pixels = new byte[count * Pixels];
        random.NextBytes(pixels);
        return new ImageDataSet("noise", [1, 6, 6], pixels, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))], ["a", "b", "c"]);
    }

    private sealed class AfterBatches(int batches) : ITrainingObserver, IDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public CancellationToken Token => _stop.Token;

        public void OnStep(TrainingStep step)
        {
            if (step.Step == batches) _stop.Cancel();
        }

        public void Dispose() => _stop.Dispose();
    }
}
