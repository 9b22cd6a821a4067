using Adjoint.Data;
using Adjoint.Losses;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Training;

namespace Adjoint.Tests.Training;

public sealed class LearningTaskTests
{
    private static readonly DataSet s_two = new Marks(["no", "yes"]);

    public static TheoryData<string> Names => [.. TaskCatalogue.Entries.Select(entry => entry.Name)];

    [Fact]
    public void Values_are_learned()
    {
        var (model, epochs) = Learn(new Regression(), new Line(100), new Line(30, seed: 2), 150);
        var score = Evaluator.Measure(model, new Regression(), new Line(30, seed: 2));
        Assert.Equal(["rmse", "mae", "r2"], score.Metrics.Select(metric => metric.Name));
        Assert.InRange(score["rmse"], 0, 0.01);
        Assert.InRange(score["mae"], 0, score["rmse"]);
        Assert.InRange(score["r2"], 0.999, 1);
        Assert.Equal(score["rmse"] * score["rmse"], score.Loss, 1e-8);
        Assert.Equal(epochs[^1].Validation, score);
    }

    [Fact]
    public void An_input_is_learned_to_be_made_again_whatever_its_targets_are()
    {
        foreach (var data in new DataSet[] { new Line(100), new Marks(["no", "yes"]) })
        {
            var task = new Reconstruction();
            var (model, _) = Learn(task, data, data, 200);
            Assert.InRange(Evaluator.Measure(model, task, data)["rmse"], 0, 0.05);
        }
    }

    [Fact]
    public void Two_classes_are_learned_by_one_score()
    {
        var task = new BinaryClassification();
        var (model, _) = Learn(task, s_two, s_two, 100);
        Assert.Equal(1, Evaluator.Measure(model, task, s_two)["acc"]);
        Assert.True(task.Merit(new Score(9, 1, new MetricValue("acc", 1))) > task.Merit(new Score(0, 1, new MetricValue("acc", 0.5))));
    }

    [Fact]
    public void One_score_gives_the_loss_that_two_scores_with_its_difference_give()
    {
        var batch = new Batch(Tensor.Zeros([3, 2]), Tensor.From([0, 1, 1]));
        var score = Tensor.From<float>([0.3f, -2, 1.5f], [3, 1]);
        var two = Tensor.From<float>([0, 0.3f, 0, -2, 0, 1.5f], [3, 2]);
        Assert.Equal(new Classification().Loss(two, batch).Item(), new BinaryClassification().Loss(score, batch).Item(), 1e-6);
    }

    [Fact]
    public void Outputs_of_classes_tell_probabilities_and_those_of_values_none()
    {
        var two = new BinaryClassification().Probabilities(Tensor.From<float>([0, 2, -1000], [3, 1])).ToArray<float>();
        float[] expected = [0.5f, 0.5f, 0.1192029f, 0.8807971f, 1, 0];
        Assert.All(expected.Zip(two), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        var same = new Classification().Probabilities(Tensor.From<float>([0, 0, 0, 2, 500, -500], [3, 2])).ToArray<float>();
        Assert.All(two.Zip(same), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Throws<InvalidOperationException>(() => new Regression().Probabilities(Tensor.Zeros([1, 1])));
    }

    [Fact]
    public void The_best_epoch_is_the_most_accurate_one_where_classes_are_learned_and_else_the_one_of_the_smallest_loss()
    {
        var (sure, right) = (new Score(0.1, 9, new MetricValue("acc", 0.8)), new Score(0.5, 9, new MetricValue("acc", 0.9)));
        Assert.True(new Classification().Merit(right) > new Classification().Merit(sure));
        Assert.True(new Regression().Merit(sure) > new Regression().Merit(right));
        Assert.True(new Reconstruction().Merit(sure) > new Reconstruction().Merit(right));
    }

    [Fact]
    public void Targets_that_a_task_does_not_take_are_refused()
    {
        Refuses(new Classification(), new Line(3), "at least two classes", "values (sum, difference)");
        Refuses(new Classification(), new Marks(["only"]), "1 classes");
        Refuses(new BinaryClassification(), new Blobs(3), "two classes", "3 classes");
        Refuses(new Regression(), new Blobs(3), "values", "3 classes");
        new Reconstruction().Require(new Line(3));

        static void Refuses(LearningTask task, DataSet data, params string[] texts)
        {
            var error = Assert.Throws<InvalidDataException>(() => task.Require(data));
            Assert.All(texts, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
            Assert.Throws<InvalidDataException>(() => Evaluator.Measure(new Linear(2, 2), task, data));
        }
    }

    [Fact]
    public void An_output_of_another_size_is_refused()
    {
        var batch = new Batch(Tensor.Zeros([3, 2]), Tensor.From([0, 1, 1]));
        Assert.Throws<ShapeException>(() => new BinaryClassification().Loss(Tensor.Zeros([3, 2]), batch));
        Assert.Throws<ShapeException>(() => new Reconstruction().Loss(Tensor.Zeros([3, 1]), batch));
        Assert.Throws<ShapeException>(() => new Reconstruction().Loss(Tensor.Zeros([2, 3]), batch));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_task_says_how_many_outputs_it_needs_and_bears_the_name_it_is_found_by(string name)
    {
        var entry = TaskEntry.Find(name.ToUpperInvariant());
        var task = entry.Create(new TaskSettings());
        Assert.Equal(name, task.Name);
        DataSet data = entry.Targets == TargetKind.Values ? new Line(8) : s_two;
        task.Require(data);
        var batch = new DataLoader(data, 8).Epoch(0).First();
        var output = Tensor.Rand([batch.Count, task.OutputCount(data)], new Generator(1));
        Assert.True(double.IsFinite(task.Loss(output, batch).Item()));
        var sum = new ScoreSum(task);
        sum.Add(0.25, output, batch);
        Assert.Equal((8, 0.25), (sum.Score.Count, sum.Score.Loss));
        Assert.NotEmpty(sum.Score.Metrics);
        Assert.All(sum.Score.Metrics, metric => Assert.True(double.IsFinite(metric.Value)));
    }

    [Fact]
    public void A_task_learns_by_a_mean() =>
        Assert.Throws<ArgumentException>(() => new Regression(new MSELoss(Reduction.Sum)));

    [Theory]
    [InlineData("mse", typeof(MSELoss))]
    [InlineData("L1", typeof(L1Loss))]
    [InlineData("huber", typeof(HuberLoss))]
    public void Losses_of_values_have_names(string name, Type type) => Assert.IsType(type, ValueLoss.Find(name));

    [Fact]
    public void Settings_reach_the_loss()
    {
        var batch = new Batch(Tensor.Zeros([2, 2]), Tensor.From([0, 1]));
        var output = Tensor.From<float>([2, 0, 3, 0], [2, 2]);
        var weighted = TaskEntry.Find("classification").Create(new TaskSettings { ClassWeights = [1, 3], LabelSmoothing = 0.1 });
        var loss = new CrossEntropyLoss(weight: Tensor.From<float>([1, 3]), labelSmoothing: 0.1);
        Assert.Equal(loss.Compute(output, batch.Targets).Item(), weighted.Loss(output, batch).Item());
        var one = Tensor.From<float>([2, 3], [2, 1]);
        var binary = TaskEntry.Find("binary").Create(new TaskSettings { ClassWeights = [1, 3] });
        // -ln(1 - s(2)) = 2.126928 and -3 ln s(3) = 0.145762
        Assert.Equal((2.126928 + 0.145762) / 2, binary.Loss(one, batch).Item(), 1e-5);
        var values = new Batch(Tensor.Zeros([2, 1]), Tensor.From<float>([0, 0], [2, 1]));
        Assert.Equal(2.5, TaskEntry.Find("regression").Create(new TaskSettings { Loss = "l1" }).Loss(one, values).Item());
    }

    private static (Module<Tensor, Tensor> Model, IReadOnlyList<EpochMetrics> Epochs) Learn(LearningTask task, DataSet train,
        DataSet validation, int epochs)
    {
        var generator = new Generator(5);
        var model = new Linear(2, task.OutputCount(train), generator: generator);
        var trainer = new Trainer(model, task, new Adam(model.Parameters(), 0.05), generator,
            new TrainerOptions { Epochs = epochs, BatchSize = 16 });
        var told = new Epochs();
        trainer.Observe(told);
        Assert.True(trainer.Run(train, validation));
        return (model, told.All);
    }

    private sealed class Epochs : ITrainingObserver
    {
        public List<EpochMetrics> All { get; } = [];

        public void OnEpoch(EpochMetrics epoch, bool isBest) => All.Add(epoch);
    }

    /// <summary>Points of a plane, of class 1 right of the diagonal, if there is one.</summary>
    private sealed class Marks(IReadOnlyList<string> classes) : DataSet
    {
        public override string Name => "marks";

        public override int Count => 40;

        public override IReadOnlyList<int> InputShape => [2];

        public override IReadOnlyList<string> Classes => classes;

        protected internal override void ReadCore(ReadOnlySpan<int> indices, Span<float> inputs, Span<long> targets)
        {
            for (var i = 0; i < indices.Length; i++)
            {
                (inputs[2 * i], inputs[2 * i + 1]) = (indices[i] % 8, indices[i] / 8 + 0.5f);
                targets[i] = inputs[2 * i] > inputs[2 * i + 1] && classes.Count > 1 ? 1 : 0;
            }
        }
    }
}
