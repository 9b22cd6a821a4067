namespace Adjoint.Core.Tests.Autodiff;

public sealed class GradientCheckTests
{
    private static readonly Tensor s_x = Tensor.From<double>([0.3, -1.2, 2.0, 0.9, -0.4, 1.1], [2, 3]);

    [Fact]
    public void Right_derivatives_pass()
    {
        var result = GradientCheck.Run(x => (x[0] * x[1]).Sin(), [s_x, s_x], order: 2);
        Assert.True(result.Passed, result.ToString());
        // Order 1: two inputs of 6; order 2: those and the 6 weights of the result; and each of them once in forward mode.
        Assert.Equal(12 + 18 + 2 + 3, result.Count);
    }

    [Fact]
    public void A_wrong_tangent_rule_is_found()
    {
        var result = GradientCheck.Run(x => new WrongTangentOperation().Apply(x), [s_x]);
        Assert.False(result.Passed);
        Assert.Empty(result.Worst!.Index);
        Assert.Contains("Jvp", result.ToString());
    }

    [Fact]
    public void A_wrong_derivative_of_one_element_is_named()
    {
        var result = GradientCheck.Run(x => new WrongAtOneElementOperation(4).Apply(x), [s_x]);
        Assert.False(result.Passed);
        Assert.Equal([1, 1], result.Worst!.Index);
        Assert.Equal((1, 0), (result.Worst.Order, result.Worst.Input));
        Assert.Equal(result.Worst.Numeric * 1.01, result.Worst.Analytic, 1e-6);
        Assert.Contains("[1, 1]", result.ToString());
    }

    [Fact]
    public void A_derivative_that_is_right_but_cannot_be_differentiated_fails_at_order_two()
    {
        Tensor[] inputs = [s_x];
        Assert.True(GradientCheck.Run(x => new UnrecordedDerivativeOperation().Apply(x), inputs, order: 1).Passed);
        var result = GradientCheck.Run(x => new UnrecordedDerivativeOperation().Apply(x), inputs, order: 2);
        Assert.False(result.Passed);
        Assert.Equal(2, result.Worst!.Order);
    }

    [Fact]
    public void A_path_that_was_not_recorded_fails()
    {
        Assert.False(GradientCheck.Run(x => x[0] * x[0].Detach(), [s_x]).Passed);
    }

    [Fact]
    public void A_derivative_that_is_not_a_number_fails()
    {
        var result = GradientCheck.Run(x => x[0] * double.NaN, [s_x]);
        Assert.False(result.Passed);
        Assert.Equal(double.PositiveInfinity, result.Worst!.RelativeError);
    }

    [Fact]
    public void Inputs_are_left_as_they_are()
    {
        var input = Tensor.From<float>([0.5f, 1.5f]);
        Assert.True(GradientCheck.Run(x => x[0] * x[0], [input], order: 2).Passed);
        Assert.Equal([0.5f, 1.5f], input.ToArray<float>());
        Assert.False(input.RequiresGrad);
        Assert.Null(input.Grad);
    }

    [Fact]
    public void Integers_are_given_but_not_differentiated_by()
    {
        var result = GradientCheck.Run(x => x[0] * x[1].To(DType.Float64), [s_x, Tensor.From<long>([1, 2, 3])]);
        Assert.True(result.Passed, result.ToString());
        Assert.Equal(6 + 1, result.Count);
    }

    [Fact]
    public void A_function_that_leaves_double_precision_is_refused()
    {
        var error = Assert.Throws<DTypeException>(() => GradientCheck.Run(x => x[0].To(DType.Float32), [s_x]));
        Assert.Contains("float32[2, 3]", error.Message);
    }

    [Fact]
    public void An_order_that_is_not_offered_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Run(x => x[0], [s_x], order: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Run(x => x[0], [s_x], order: 0));
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(x => s_x, []));
    }

    [Fact]
    public void The_worst_entry_comes_with_what_the_difference_may_mean()
    {
        Assert.Contains("derivative rule is wrong", Hint(x => new WrongAtOneElementOperation(4).Apply(x), s_x));
        Assert.Contains("a kink lies within a step: the slope is ", Hint(x => x[0].Relu(), Tensor.From<double>([1, 0, 2])));
        Assert.Contains("Detach", Hint(x => x[0].Detach() + x[1], s_x, s_x));
        Assert.Contains("edge of the domain", Hint(x => x[0].Sqrt(), Tensor.From<double>([1, 0])));
        Assert.Null(GradientCheck.Run(x => x[0].Sin(), [s_x]).Worst!.Hint);

        static string Hint(Func<Tensor[], Tensor> f, params Tensor[] inputs)
        {
            var result = GradientCheck.Run(f, inputs);
            Assert.False(result.Passed);
            Assert.Contains(result.Worst!.Hint!, result.ToString());
            return result.Worst.Hint!;
        }
    }

    // y = x^2, whose derivative is 1 % too large at one element.
    private sealed class WrongAtOneElementOperation(int element) : Operation
    {
        protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs) => inputs[0].Type;

        protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs) => inputs[0].Detach() * inputs[0].Detach();

        protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved)
        {
            var result = (gradient * saved.Input(0) * 2.0).ToArray<double>();
            result[element] *= 1.01;
            return Tensor.From<double>(result, gradient.Shape);
        }
    }

    // y = x^2, whose derivative is computed from bare values.
    private sealed class UnrecordedDerivativeOperation : Operation
    {
        protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs) => inputs[0].Type;

        protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs) => inputs[0].Detach() * inputs[0].Detach();

        protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => gradient * saved.Input(0).Detach() * 2.0;
    }

    /// <summary>y = 2x with the tangent 3x'.</summary>
    private sealed class WrongTangentOperation : Operation
    {
        protected internal override Saved Saves => Saved.None;

        protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs) => inputs[0].Type;

        protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs) => inputs[0].Detach() * 2;

        protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => gradient * 2;

        protected internal override Tensor Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => tangents[0]! * 3;
    }
}
