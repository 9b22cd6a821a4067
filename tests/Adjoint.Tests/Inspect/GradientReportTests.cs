using Adjoint.Inspect;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Tests.Nn;
using Adjoint.Tests.Training;
using Adjoint.Training;

namespace Adjoint.Tests.Inspect;

public sealed class GradientReportTests
{
    private static readonly Tensor s_input = Tensor.Rand([5, 4], new Generator(3));

    [Fact]
    public void Where_every_parameter_gets_a_gradient_there_is_nothing_to_warn_of()
    {
        var model = Net(new ReLU());
        var report = GradientReport.Of(model, model.Forward(s_input).Sum());
        Assert.Null(report.Warning);
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], report.Connected);
        Assert.Contains("All 4 parameters", report.ToString());
    }

    [Fact]
    public void Parameters_behind_a_cut_are_listed_with_its_place()
    {
        var model = Net(new Cutting());
        var report = GradientReport.Of(model, model.Forward(s_input).Sum());
        Assert.Equal(["0.weight", "0.bias"], report.Unconnected);
        Assert.StartsWith("2 of 4 parameters get no gradient from this loss and will not be trained: 0.weight, 0.bias. "
            + "The gradient stops at Detach() (in module 1)", report.Warning);
    }

    [Fact]
    public void A_module_that_was_left_out_is_found()
    {
        var model = Net(new ReLU());
        var report = GradientReport.Of(model, model[0].Forward(s_input).Sum());
        Assert.Equal(["2.weight", "2.bias"], report.Unconnected);
        Assert.Contains("left out of Forward", report.Warning);
    }

    [Fact]
    public void A_loss_without_any_path_leaves_all_unconnected()
    {
        var model = Net(new ReLU());
        var report = GradientReport.Of(model, model.Forward(s_input).ArgMax(1).To(DType.Float32).Sum());
        Assert.Equal(4, report.Unconnected.Count);
        Assert.Contains("argmax", report.Warning);
    }

    [Fact]
    public void Frozen_parameters_are_not_expected_to_get_one()
    {
        var model = Net(new Cutting());
        foreach (var parameter in model.Parameters().Take(2)) parameter.RequiresGrad = false;
        Assert.Null(GradientReport.Of(model, model.Forward(s_input).Sum()).Warning);
    }

    [Fact]
    public void A_record_that_is_used_up_tells_nothing_and_says_so()
    {
        var model = Net(new ReLU());
        var loss = model.Forward(s_input).Sum();
        loss.Backward();
        Assert.Throws<GradientException>(() => GradientReport.Of(model, loss));
    }

    [Fact]
    public void The_trainer_warns_once_at_its_first_batch()
    {
        var told = new Warnings();
        Train(Net(new Cutting()), told);
        Assert.Contains("0.weight, 0.bias", Assert.Single(told.All));
        told = new Warnings();
        Train(Net(new ReLU()), told);
        Assert.Empty(told.All);
    }

    private static void Train(Sequential model, ITrainingObserver observer)
    {
        var trainer = new Trainer(model, new Classification(), new SGD(model.Parameters(), 0.1), new Generator(1),
            new TrainerOptions { Epochs = 2, BatchSize = 16 });
        trainer.Observe(observer);
        trainer.Run(new Blobs(40), new Blobs(10, seed: 2));
    }

    private static Sequential Net(Module<Tensor, Tensor> middle) => [new Linear(4, 6), middle, new Linear(6, 3)];

    private sealed class Warnings : ITrainingObserver
    {
        public List<string> All { get; } = [];

        public void OnWarning(string warning) => All.Add(warning);
    }
}
