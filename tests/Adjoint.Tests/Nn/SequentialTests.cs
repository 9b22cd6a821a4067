using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class SequentialTests
{
    [Fact]
    public void Modules_run_in_order()
    {
        var twice = new ScaleShift(1, hasBias: false);
        twice.Weight.CopyFrom(Tensor.From<float>([2]));
        var plusOne = new ScaleShift(1);
        plusOne.Bias!.CopyFrom(Tensor.From<float>([1]));
        Assert.Equal(7, new Sequential(twice, plusOne).Forward(Tensor.From<float>([3])).Item());
        Assert.Equal(8, new Sequential(plusOne, twice).Forward(Tensor.From<float>([3])).Item());
    }

    [Fact]
    public void Names_are_positions_or_those_given()
    {
        var net = new Sequential { new ScaleShift(1, hasBias: false), { "head", new ScaleShift(1, hasBias: false) } };
        Assert.Equal(["0.weight", "head.weight"], net.StateNames);
    }

    [Fact]
    public void A_sequential_given_alone_is_nested_not_unpacked()
    {
        var inner = new Sequential(new ScaleShift(1, hasBias: false));
        Assert.Equal(["0.0.weight"], new Sequential(inner).StateNames);
        Assert.Equal(["0.0.weight"], new ModuleList<Module>(inner).StateNames);
    }

    [Fact]
    public void A_name_cannot_be_given_twice()
    {
        var net = new Sequential { { "a", new ScaleShift(1) } };
        Assert.Throws<ArgumentException>(() => net.Add("a", new ScaleShift(1)));
    }

    [Fact]
    public void Without_modules_the_output_is_the_input()
    {
        var x = Tensor.Ones([2]);
        Assert.Same(x, new Sequential().Forward(x));
    }

    [Fact]
    public void A_module_list_names_its_modules_by_position()
    {
        ModuleList<ScaleShift> list = [new ScaleShift(1), new ScaleShift(2)];
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], list.StateNames);
        Assert.Equal(2, list.Count);
        Assert.Equal([2], list[1].Weight.Shape);
    }
}
