using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed partial class ModuleStateTests
{
    [Fact]
    public void State_of_one_module_loads_into_another()
    {
        var source = new Net();
        source.Gain.CopyFrom(Tensor.From<float>([7, 8]));
        source.Mean.Value = Tensor.From<float>([9]);
        var target = new Net();
        target.LoadState(source.State());
        Assert.Equal([7f, 8f], target.Gain.Value.ToArray<float>());
        Assert.Equal([9f], target.Mean.Value.ToArray<float>());
    }

    [Fact]
    public void Loading_copies_into_the_tensors_that_are_there()
    {
        var net = new Net();
        var value = net.Gain.Value;
        var state = new Dictionary<string, Tensor>(net.State()) { ["gain"] = Tensor.From<float>([7, 8]) };
        net.LoadState(state);
        Assert.Same(value, net.Gain.Value);
        state["gain"].CopyFrom<float>([0, 0]);
        Assert.Equal([7f, 8f], value.ToArray<float>());
    }

    [Fact]
    public void Everything_that_does_not_fit_is_listed_and_nothing_is_changed()
    {
        var net = new Net();
        var state = new Dictionary<string, Tensor>(net.State())
        {
            ["gain"] = Tensor.From<float>([7, 8]),
            ["scale.weight"] = Tensor.Ones([3]),
            ["mean"] = Tensor.Ones([1], DType.Float64),
            ["scale.weigth"] = Tensor.Ones([2]),
        };
        state.Remove("scale.bias");
        var error = Assert.Throws<StateException>(() => net.LoadState(state));
        string[] expected =
        [
            "LoadState: the state does not fit this Net; nothing was changed.",
            "  missing: scale.bias",
            "  unexpected: scale.weigth",
            "  different: mean is float64[1] in the state and float32[1] in the module; "
                + "scale.weight is float32[3] in the state and float32[2] in the module",
        ];
        Assert.Equal(expected, error.Message.Split('\n'));
        Assert.Equal([1f, 1f], net.Gain.Value.ToArray<float>());
    }

    [Fact]
    public void Long_lists_of_errors_are_cut()
    {
        var net = new Sequential([.. Enumerable.Range(0, 10).Select(_ => new ScaleShift(1, hasBias: false))]);
        var error = Assert.Throws<StateException>(() => net.LoadState(new Dictionary<string, Tensor>()));
        Assert.Contains("7.weight, and 2 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_what_is_shared_one_name_is_enough()
    {
        var shared = new ScaleShift(2, hasBias: false);
        var net = new Sequential(shared, shared);
        net.LoadState(new Dictionary<string, Tensor> { ["1.weight"] = Tensor.From<float>([5, 6]) });
        Assert.Equal([5f, 6f], shared.Weight.Value.ToArray<float>());
    }

    [Fact]
    public void The_state_of_what_is_shared_is_one_tensor_under_all_its_names()
    {
        var shared = new ScaleShift(2, hasBias: false);
        var state = new Sequential(shared, shared).State();
        Assert.Same(state["0.weight"], state["1.weight"]);
    }

    [Fact]
    public void A_state_can_be_loaded_into_the_module_it_came_from()
    {
        var net = new Net();
        net.LoadState(net.State());
        Assert.Equal([1f, 1f], net.Gain.Value.ToArray<float>());
    }

    [Fact]
    public void A_recorded_step_notices_that_its_values_were_loaded_over()
    {
        var net = new Net();
        var y = (net.Gain.Value * net.Gain.Value).Sum();
        net.LoadState(net.State());
        Assert.Throws<GradientException>(() => y.Backward());
    }

    private sealed partial class Net : Module
    {
        public Parameter Gain { get; } = new(Tensor.Ones([2]));

        public StateTensor Mean { get; } = new(Tensor.Zeros([1]));

        public ScaleShift Scale { get; } = new(2);
    }
}
