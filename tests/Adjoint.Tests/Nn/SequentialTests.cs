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

    [Fact]
    public void A_module_can_be_inserted_replaced_and_taken_out_and_names_follow_the_positions()
    {
        var net = new Sequential(Times(2), Times(3)).Append(Times(5));
        net.Insert(1, Times(7));
        Assert.Equal(["0.weight", "1.weight", "2.weight", "3.weight"], net.StateNames);
        Assert.Equal(210, net.Forward(Tensor.Ones([1])).Item());
        net[0] = Times(11);
        net.RemoveAt(3);
        Assert.Equal(231, net.Forward(Tensor.Ones([1])).Item());
        Assert.Equal(3, net.Count);
    }

    [Fact]
    public void A_module_is_found_by_its_name()
    {
        var (first, head) = (Times(2), Times(3));
        var net = new Sequential { first, { "head", head } };
        Assert.Same(first, net["0"]);
        Assert.Same(head, net["head"]);
        Assert.Contains("no module named 'tail'; there are 0, head.", Assert.Throws<KeyNotFoundException>(() => net["tail"]).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_shares_its_modules()
    {
        var net = new Sequential { Times(2), Times(3), { "head", Times(5) } };
        Assert.Equal(6, net[..^1].Forward(Tensor.Ones([1])).Item());
        Assert.Equal(["0.weight", "head.weight"], net[1..].StateNames);
        Assert.Same(net[1], net[1..][0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => net.Slice(2, 2));
    }

    [Fact]
    public void Errors_say_the_position()
    {
        var net = new Sequential(Times(2), Times(3));
        Assert.StartsWith("Sequential: there is no module at 2; there are 2, at 0..1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => net[2]).Message, StringComparison.Ordinal);
        Assert.StartsWith("Sequential: there is no module at -1; there are none.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Sequential()[-1]).Message, StringComparison.Ordinal);
        Assert.StartsWith("Sequential: a module can be inserted at 0..2, and not at 3.",
            Assert.Throws<ArgumentOutOfRangeException>(() => net.Insert(3, Times(1))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Sequential: module 1 is null.",
            Assert.Throws<ArgumentNullException>(() => new Sequential(Times(1), null!)).Message, StringComparison.Ordinal);
        Assert.StartsWith("ModuleList: there is no module at 0; there are none.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ModuleList<Module>()[0]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_inside_names_the_position_even_after_an_insertion()
    {
        var net = new Sequential(new Linear(2, 2), new Linear(3, 3));
        var before = Assert.Throws<ShapeException>(() => net.Forward(Tensor.Ones([1, 2])));
        Assert.StartsWith("linear (in module 1)", before.Message, StringComparison.Ordinal);
        net.Insert(0, new Linear(2, 2));
        var after = Assert.Throws<ShapeException>(() => net.Forward(Tensor.Ones([1, 2])));
        Assert.StartsWith("linear (in module 2)", after.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_net_cannot_be_put_into_itself()
    {
        var net = new Sequential(Times(2));
        Assert.Throws<ArgumentException>(() => net.Add(net));
        Assert.StartsWith("Sequential: module 1 contains the Sequential that it is put into.",
            Assert.Throws<ArgumentException>(() => net.Add(new Sequential(net))).Message, StringComparison.Ordinal);
        Assert.Single(net);
    }

    [Fact]
    public void A_change_that_would_give_two_modules_one_name_is_refused_and_changes_nothing()
    {
        var net = new Sequential { Times(2), { "0x", Times(3) }, { "1", Times(5) } };
        Assert.Throws<ArgumentException>(() => net.Insert(0, Times(7)));
        Assert.Equal(["0.weight", "0x.weight", "1.weight"], net.StateNames);
        var other = new Sequential { { "a", Times(2) }, { "1", Times(3) }, Times(5) };
        Assert.Throws<ArgumentException>(() => other.RemoveAt(0));
        Assert.Equal(["a.weight", "1.weight", "2.weight"], other.StateNames);
    }

    [Fact]
    public void A_module_list_is_changed_like_any_list()
    {
        var list = new ModuleList<Module>(Times(2)).Append(Times(3));
        list.AddRange([Times(5), Times(7)]);
        list.Insert(0, new ReLU());
        list[1] = new Tanh();
        list.RemoveAt(4);
        Assert.Equal(["ReLU", "Tanh", "ScaleShift", "ScaleShift"], list.Select(module => module.GetType().Name));
        Assert.Equal(["2.weight", "3.weight"], list.StateNames);
        Assert.Throws<ArgumentException>(() => list.Add(list));
    }

    private static ScaleShift Times(float factor)
    {
        var module = new ScaleShift(1, hasBias: false);
        module.Weight.CopyFrom(Tensor.From<float>([factor]));
        return module;
    }
}
