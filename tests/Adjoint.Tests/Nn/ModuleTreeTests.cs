using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed partial class ModuleTreeTests
{
    [Fact]
    public void Modules_are_listed_parents_first_with_their_paths()
    {
        var net = new Net();
        Assert.Equal(["", "features", "features.first", "features.second", "head"], net.NamedModules().Select(entry => entry.Path));
        Assert.Same(net, net.NamedModules()[0].Module);
    }

    [Fact]
    public void Listing_tells_modules_and_parameters_their_paths()
    {
        var net = new Net();
        _ = net.Parameters();
        Assert.Equal("", net.Path);
        Assert.Equal("features.second", net.Features.Second.Path);
        Assert.Equal("features.second.weight", net.Features.Second.Weight.Name);
    }

    [Fact]
    public void Listing_a_part_leaves_the_names_of_the_whole_and_gives_names_within_the_part()
    {
        var net = new Net();
        _ = net.Parameters();
        Assert.Equal(["first.weight", "first.bias", "second.weight", "second.bias"], net.Features.StateNames);
        Assert.Equal("features.first", net.Features.First.Path);
    }

    [Fact]
    public void A_module_that_was_alone_takes_its_path_in_the_tree_it_is_put_into()
    {
        var features = new Features();
        _ = features.Parameters();
        Assert.Equal("", features.Path);
        var net = new Sequential(features);
        _ = net.Parameters();
        Assert.Equal("0", features.Path);
        Assert.Equal("0.first.weight", features.First.Weight.Name);
    }

    [Fact]
    public void A_shared_module_is_listed_once_under_its_first_path()
    {
        var shared = new ScaleShift(3);
        var net = new Sequential(shared, new ScaleShift(3), shared);
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], net.NamedParameters().Select(entry => entry.Path));
        Assert.Equal(["", "0", "1"], net.NamedModules().Select(entry => entry.Path));
        Assert.Equal(12, net.ParameterCount);
    }

    [Fact]
    public void A_shared_parameter_is_counted_once_and_has_a_state_name_for_each_path()
    {
        var net = new Tied();
        Assert.Equal(["encoder"], net.NamedParameters().Select(entry => entry.Path));
        Assert.Equal(["encoder", "decoder"], net.StateNames);
        Assert.Equal(6, net.ParameterCount);
    }

    [Fact]
    public void A_module_that_contains_itself_is_an_error_that_names_the_place()
    {
        var net = new Ring();
        net.Next = new Ring { Next = net };
        var error = Assert.Throws<InvalidOperationException>(() => net.Parameters());
        Assert.Contains("Ring at 'next.next' contains itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_and_eval_mode_reach_all_modules()
    {
        var net = new Net();
        Assert.All(net.NamedModules(), entry => Assert.True(entry.Module.IsTraining));
        net.Eval();
        Assert.All(net.NamedModules(), entry => Assert.False(entry.Module.IsTraining));
        net.Features.Train();
        Assert.True(net.Features.First.IsTraining);
        Assert.False(net.Head.IsTraining);
    }

    [Fact]
    public void The_tree_prints_with_hyperparameters_and_counts()
    {
        string[] expected =
        [
            "Net                              12 parameters",
            "  features: Features              8",
            "    first: ScaleShift(size: 2)    4",
            "    second: ScaleShift(size: 2)   4",
            "  head: ScaleShift(size: 2)       4",
        ];
        Assert.Equal(expected, new Net().ToString().Split('\n'));
    }

    [Fact]
    public void The_tree_says_what_is_shared()
    {
        var shared = new ScaleShift(2);
        Assert.Equal("  1: ScaleShift(size: 2), shared with 0", new Sequential(shared, shared).ToString().Split('\n')[2]);
    }

    [Fact]
    public void Another_float_type_reaches_parameters_and_float_state_but_not_counters()
    {
        var module = new Counting();
        module.To(DType.Float64);
        Assert.Equal([DType.Float64, DType.Float64, DType.Int64], module.State().Values.Select(value => value.DType));
        Assert.True(module.Weight.RequiresGrad);
    }

    [Fact]
    public void Parameters_cannot_become_integers() => Assert.Throws<DTypeException>(() => new Net().To(DType.Int64));

    internal sealed partial class Features : Module<Tensor, Tensor>
    {
        public ScaleShift First { get; } = new(2);

        public ScaleShift Second { get; } = new(2);

        protected override Tensor ForwardCore(Tensor input) => Second.Forward(First.Forward(input));
    }

    private sealed partial class Net : Module
    {
        public Features Features { get; } = new();

        public ScaleShift Head { get; } = new(2);
    }

    private sealed partial class Tied : Module
    {
        private readonly Parameter _encoder = new(Tensor.Ones([2, 3]));
        private readonly Parameter _decoder;

        public Tied() => _decoder = _encoder;
    }

    private sealed partial class Ring : Module
    {
        public Ring? Next { get; set; }
    }

    private sealed partial class Counting : Module
    {
        private readonly StateTensor _mean = new(Tensor.Zeros([1]));
        private readonly StateTensor _count = new(Tensor.Zeros([], DType.Int64));

        public Parameter Weight { get; } = new(Tensor.Ones([1]));
    }
}
