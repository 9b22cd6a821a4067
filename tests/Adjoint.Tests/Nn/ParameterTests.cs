using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class ParameterTests
{
    [Fact]
    public void A_parameter_is_a_variable() => Assert.True(new Parameter(Tensor.Ones([2])).Value.RequiresGrad);

    [Fact]
    public void A_parameter_stands_wherever_a_tensor_is_expected()
    {
        var parameter = new Parameter(Tensor.From<float>([2, 3]));
        var y = Tensor.From<float>([10, 100]) * parameter;
        Assert.Equal([20f, 300f], y.ToArray<float>());
    }

    [Fact]
    public void Copying_keeps_the_tensor_and_changes_its_values()
    {
        var parameter = new Parameter(Tensor.Zeros([2]));
        var value = parameter.Value;
        parameter.CopyFrom(Tensor.From<float>([1, 2]));
        Assert.Same(value, parameter.Value);
        Assert.Equal([1f, 2f], value.ToArray<float>());
    }

    [Fact]
    public void Values_of_another_shape_are_refused_and_change_nothing()
    {
        var parameter = new Parameter(Tensor.Zeros([2]));
        var error = Assert.Throws<ShapeException>(() => parameter.CopyFrom(Tensor.Ones([2, 1])));
        Assert.Contains("float32[2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 1]", error.Message, StringComparison.Ordinal);
        Assert.Equal([0f, 0f], parameter.Value.ToArray<float>());
    }

    [Fact]
    public void Values_of_another_type_are_refused() =>
        Assert.Throws<DTypeException>(() => new Parameter(Tensor.Zeros([2])).CopyFrom(Tensor.Ones([2], DType.Float64)));

    [Fact]
    public void Integers_cannot_be_trained() => Assert.Throws<DTypeException>(() => new Parameter(Tensor.Zeros([2], DType.Int64)));

    [Fact]
    public void The_result_of_a_recorded_operation_is_no_starting_value()
    {
        var x = Tensor.Ones([2]);
        x.RequiresGrad = true;
        Assert.Throws<GradientException>(() => new Parameter(x.Sin()));
    }

    [Fact]
    public void A_frozen_parameter_gets_no_gradient()
    {
        var layer = new ScaleShift(2);
        layer.Weight.RequiresGrad = false;
        layer.Forward(Tensor.Ones([2])).Sum().Backward();
        Assert.Null(layer.Weight.Grad);
        Assert.NotNull(layer.Bias!.Grad);
    }

    [Fact]
    public void State_keeps_its_type_when_it_is_set()
    {
        var state = new StateTensor(Tensor.Zeros([2]));
        state.Value = Tensor.Ones([2]);
        Assert.Equal([1f, 1f], state.Value.ToArray<float>());
        Assert.Throws<ShapeException>(() => state.Value = Tensor.Ones([3]));
        Assert.Throws<DTypeException>(() => state.Value = Tensor.Ones([2], DType.Float64));
    }

    [Fact]
    public void No_gradient_flows_into_state()
    {
        var x = Tensor.Ones([2]);
        x.RequiresGrad = true;
        var state = new StateTensor(Tensor.Zeros([2])) { Value = x.Sin() };
        Assert.False(state.Value.RequiresGrad);
    }
}
