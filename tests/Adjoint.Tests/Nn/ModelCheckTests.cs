using Adjoint.Losses;
using Adjoint.Models;
using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class ModelCheckTests
{
    private static readonly Tensor s_input = Tensor.Rand([5, 4], new Generator(3));
    private static readonly Tensor s_targets = Tensor.From<long>([0, 2, 1, 1, 0]);

    [Fact]
    public void Every_entry_of_a_right_model_agrees()
    {
        var model = Net(new Tanh());
        var result = ModelCheck.Run(model, s_input, Loss);
        Assert.True(result.Passed, result.ToString());
        // 4 x 6 + 6, 6 x 3 + 3, and the input.
        Assert.Equal((51 + 20, 51 + 20, 0), (result.Count, result.Total, result.KinkCount));
        Assert.Contains("all 71 derivatives", result.ToString());
    }

    [Fact]
    public void A_sample_says_its_size_and_looks_at_every_parameter()
    {
        var sample = ModelCheckSample.Draw([1000, 3, 0, 500], 20, new Generator(1));
        Assert.Equal(20, sample.Length);
        Assert.Equal(sample.Length, sample.Distinct().Count());
        Assert.Equal([9, 3, 8], new[] { 0, 1, 3 }.Select(tensor => sample.Count(entry => entry.Tensor == tensor)));
        Assert.All(sample, entry => Assert.InRange(entry.Element, 0, entry.Tensor == 0 ? 999 : 499));
        var result = ModelCheck.Run(new MultilayerPerceptron([784, 32, 10], new Generator(1)), Tensor.Rand([2, 784], new Generator(2)),
            scores => scores.CrossEntropy(Tensor.From<long>([3, 7])).Mean(), entries: 40);
        Assert.True(result.Passed, result.ToString());
        Assert.Contains("40 derivatives of 27018, drawn at random", result.ToString());
    }

    [Fact]
    public void A_wrong_derivative_is_named_by_parameter_and_index()
    {
        var model = new Sequential { { "first", new Linear(4, 3, generator: new Generator(1)) }, { "second", new WrongScale() } };
        var result = ModelCheck.Run(model, s_input, Loss);
        Assert.False(result.Passed);
        Assert.Equal(1, result.FailureCount);
        Assert.Equal("second.scale", result.Worst!.Path);
        Assert.Equal([1], result.Worst.Index);
        Assert.Equal(2 * result.Worst.Numeric, result.Worst.Analytic, 1e-6);
        Assert.Equal(Math.Abs(result.Worst.Numeric), result.Worst.AbsoluteError, 1e-6);
        Assert.Contains("second.scale[1]: analytic", result.ToString());
        Assert.Contains("derivative rule is wrong", result.ToString());
    }

    [Fact]
    public void A_path_that_was_cut_is_named()
    {
        var model = new Sequential { { "first", new Linear(4, 3, generator: new Generator(1)) }, { "gate", new Cutting() } };
        var result = ModelCheck.Run(model, s_input, Loss);
        Assert.False(result.Passed);
        Assert.Equal(0, result.Worst!.Analytic);
        Assert.Contains("no recorded path leads to it", result.Worst.Hint);
        Assert.Contains("Detach() (in module gate)", result.Worst.Hint);
    }

    [Fact]
    public void A_kink_is_told_from_an_error()
    {
        // The first example's pre-activations are exactly 0.
        var model = new Sequential { new Linear(2, 2, generator: new Generator(1)), new ReLU() };
        foreach (var parameter in model.Parameters()) parameter.CopyFrom(Tensor.Zeros(parameter.Shape));
        var result = ModelCheck.Run(model, Tensor.Ones([1, 2]), y => y.Sum());
        Assert.True(result.Passed, result.ToString());
        // Both biases and all four weights; by the input, through weights of zero, the loss does not change.
        Assert.Equal(6, result.KinkCount);
        Assert.Contains("6 at a kink", result.ToString());
    }

    [Fact]
    public void The_model_is_left_as_it_was()
    {
        var model = Net(new ReLU());
        var before = model.Parameters().Select(parameter => parameter.Value).ToArray();
        var values = before.Select(value => value.ToArray<float>()).ToArray();
        ModelCheck.Run(model, s_input, Loss);
        Assert.All(model.Parameters().Zip(before), pair => Assert.Same(pair.Second, pair.First.Value));
        Assert.All(before.Zip(values), pair => Assert.Equal(pair.Second, pair.First.ToArray<float>()));
        Assert.All(before, value => Assert.Null(value.Grad));
    }

    [Fact]
    public void Dropout_in_train_mode_is_named_and_the_way_out_told()
    {
        var model = new Sequential { { "linear", new Linear(4, 3, generator: new Generator(1)) }, { "drop", new Dropout(0.5, new Generator(2)) } };
        var error = Assert.Throws<InvalidOperationException>(() => ModelCheck.Run(model, s_input, Loss));
        Assert.Contains("dropout draws a new mask each time (drop, in train mode)", error.Message);
        Assert.Contains("Eval()", error.Message);
        Assert.Equal(DType.Float32, model.Parameters()[0].DType);
        model.Eval();
        Assert.True(ModelCheck.Run(model, s_input, Loss).Passed);
    }

    [Fact]
    public void A_frozen_parameter_is_left_out_and_a_model_without_parameters_refused()
    {
        var model = Net(new Tanh());
        foreach (var parameter in model.Parameters().Take(2)) parameter.RequiresGrad = false;
        Assert.Equal(21, ModelCheck.Run(model, () => Loss(model.Forward(s_input.To(DType.Float64)))).Count);
        foreach (var parameter in model.Parameters()) parameter.RequiresGrad = false;
        Assert.Throws<ArgumentException>(() => ModelCheck.Run(model, () => Loss(model.Forward(s_input.To(DType.Float64)))));
    }

    [Fact]
    public void A_loss_that_is_none_is_refused()
    {
        Assert.Contains("float64[5, 3]", Assert.Throws<ShapeException>(() => ModelCheck.Run(Net(new Tanh()), s_input, y => y)).Message);
        Assert.Throws<DTypeException>(() => ModelCheck.Run(Net(new Tanh()), s_input, y => y.To(DType.Float32).Sum()));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelCheck.Run(Net(new Tanh()), s_input, Loss, entries: 0));
    }

    private static Tensor Loss(Tensor scores) => new CrossEntropyLoss().Compute(scores, s_targets);

    private static Sequential Net(Module<Tensor, Tensor> activation)
    {
        var generator = new Generator(1);
        return [new Linear(4, 6, generator: generator), activation, new Linear(6, 3, generator: generator)];
    }
}
