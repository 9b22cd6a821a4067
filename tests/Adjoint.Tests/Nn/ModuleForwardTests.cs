using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed partial class ModuleForwardTests
{
    [Fact]
    public void An_error_inside_a_module_names_its_path()
    {
        var net = new Sequential(new Sequential(new ScaleShift(2), new ScaleShift(3)));
        var error = Assert.Throws<ShapeException>(() => net.Forward(Tensor.Ones([2])));
        Assert.Contains("in module 0.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nodes_of_the_graph_carry_the_path_of_their_module()
    {
        var net = new Sequential { { "first", new ScaleShift(2) }, { "second", new ScaleShift(2, hasBias: false) } };
        var y = net.Forward(Tensor.Ones([2]));
        Assert.Equal("second", y.Node?.ModulePath);
        Assert.Equal("first", y.Node?.Input(0)?.ModulePath);
    }

    [Fact]
    public void After_a_module_has_run_no_path_is_left_even_if_it_failed()
    {
        var net = new Sequential(new ScaleShift(2));
        net.Forward(Tensor.Ones([2]));
        Assert.Null(ModuleScope.Current);
        Assert.Throws<ShapeException>(() => net.Forward(Tensor.Ones([3])));
        Assert.Null(ModuleScope.Current);
    }

    [Fact]
    public void A_module_that_the_running_one_does_not_list_goes_by_the_running_one()
    {
        var net = new Sequential(new Borrower(new ScaleShift(3)));
        var error = Assert.Throws<ShapeException>(() => net.Forward(Tensor.Ones([2])));
        Assert.Contains("in module 0)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_reach_the_parameters()
    {
        var layer = new ScaleShift(2);
        layer.Forward(Tensor.From<float>([3, 5])).Sum().Backward();
        Assert.Equal([3f, 5f], layer.Weight.Grad!.ToArray<float>());
        Assert.Equal([1f, 1f], layer.Bias!.Grad!.ToArray<float>());
    }

    [Fact]
    public void A_missing_input_is_an_error() =>
        Assert.Throws<ArgumentNullException>(() => new ScaleShift(2).Forward(null!));

    private sealed partial class Borrower(ScaleShift lent) : Module<Tensor, Tensor>
    {
        [NotRegistered] private readonly ScaleShift _lent = lent;

        protected override Tensor ForwardCore(Tensor input) => _lent.Forward(input);
    }
}
