using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed partial class ModuleMemberTests
{
    [Fact]
    public void Fields_and_properties_are_listed_in_the_order_they_are_written() =>
        Assert.Equal(["conv1.weight", "conv1.bias", "fc1.weight", "fc1.bias"], new FieldAndProperty().StateNames);

    [Fact]
    public void A_LeNet_has_the_state_names_of_PyTorch() => Assert.Equal(
        [
            "conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias",
            "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias", "fc3.weight", "fc3.bias",
        ],
        new LeNetNames().StateNames);

    [Fact]
    public void Names_take_the_spelling_of_PyTorch() => Assert.Equal(
        ["in_proj_weight", "weight_ih_l0", "q", "base", "lstm_cell.weight", "relu.weight", "batch_norm2d.weight", "leaky_relu1.weight"],
        new Spelling().StateNames);

    [Fact]
    public void A_state_name_attribute_renames_a_member_wherever_it_is_written() =>
        Assert.Equal(["fc.weight", "head.weight", "tail.weight"], new Renamed().StateNames);

    [Fact]
    public void Null_members_are_left_out() => Assert.Equal(["conv.weight"], new Optional().StateNames);

    [Fact]
    public void A_member_that_is_set_later_is_listed_from_then_on()
    {
        var module = new Optional { Bias = new Parameter(Tensor.Zeros([2])) };
        Assert.Equal(["bias", "conv.weight"], module.StateNames);
    }

    [Fact]
    public void Arrays_lists_and_dictionaries_are_listed_element_by_element() => Assert.Equal(
        [
            "gains.0", "gains.1",
            "blocks.0.weight",
            "heads.query.weight", "heads.key.weight",
            "grid.0.0.weight", "grid.0.1.weight", "grid.1.0.weight",
            "layers.0.weight", "layers.1.weight",
        ],
        new Collections().StateNames);

    [Fact]
    public void A_list_may_grow_after_it_was_listed()
    {
        var module = new Collections();
        var before = module.StateNames.Count;
        module.Layers.Add(new ScaleShift(2, hasBias: false));
        Assert.Equal(before + 1, module.StateNames.Count);
        Assert.Contains("layers.2.weight", module.StateNames);
    }

    [Fact]
    public void The_members_of_a_base_class_come_first() => Assert.Equal(["trunk.weight", "head.weight"], new Derived().StateNames);

    [Fact]
    public void Generic_modules_list_what_their_type_parameter_stands_for() =>
        Assert.Equal(["inner.weight", "inner.bias"], new Wrapper<ScaleShift>(new ScaleShift(2)).StateNames);

    [Fact]
    public void A_module_may_list_its_members_by_hand() => Assert.Equal(["first.weight"], new ByHand().StateNames);

    [Fact]
    public void Untrained_state_stands_between_the_parameters_and_the_children()
    {
        var module = new WithState();
        Assert.Equal(["weight", "running_mean", "num_batches_tracked", "inner.weight"], module.StateNames);
        Assert.Equal(["weight", "inner.weight"], module.NamedParameters().Select(entry => entry.Path));
    }

    [Fact]
    public void Members_marked_as_not_registered_are_left_out() => Assert.Empty(new LeftOut().StateNames);

    [Fact]
    public void Two_entries_under_one_name_are_an_error_that_names_them()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new Colliding().StateNames);
        Assert.Contains("Colliding has two members with the state name 'layers.0'", error.Message, StringComparison.Ordinal);
    }

    private sealed partial class FieldAndProperty : Module
    {
        private readonly ScaleShift _conv1 = new(2);

        public ScaleShift Fc1 { get; } = new(2);

        public ScaleShift Conv1 => _conv1;
    }

    private sealed partial class LeNetNames : Module
    {
        private readonly ScaleShift _conv1 = new(6);
        private readonly ScaleShift _conv2 = new(16);
        private readonly ScaleShift _fc1 = new(120);
        private readonly ScaleShift _fc2 = new(84);
        private readonly ScaleShift _fc3 = new(10);
    }

    private sealed partial class Spelling : Module
    {
        private readonly Parameter _inProjWeight = new(Tensor.Ones([1]));
        private readonly Parameter _weightIhL0 = new(Tensor.Ones([1]));
        private readonly Parameter q = new(Tensor.Ones([1]));
        private readonly Parameter @base = new(Tensor.Ones([1]));

        public ScaleShift LSTMCell { get; } = new(1, hasBias: false);

        public ScaleShift ReLU { get; } = new(1, hasBias: false);

        public ScaleShift BatchNorm2d { get; } = new(1, hasBias: false);

        public ScaleShift LeakyReLU1 { get; } = new(1, hasBias: false);
    }

    private sealed partial class Renamed : Module
    {
        [StateName("fc")] private readonly ScaleShift _classifier = new(1, hasBias: false);

        [StateName("head")] public ScaleShift Top { get; } = new(1, hasBias: false);

        [field: StateName("tail")] public ScaleShift End { get; } = new(1, hasBias: false);
    }

    private sealed partial class Optional : Module
    {
        public Parameter? Bias { get; set; }

        public ScaleShift? Downsample { get; set; }

        public ScaleShift? Conv { get; set; } = new(2, hasBias: false);

        public ScaleShift[]? Blocks { get; set; }
    }

    private sealed partial class Collections : Module
    {
        private readonly IReadOnlyList<Module<Tensor, Tensor>> _blocks = [new ScaleShift(2, hasBias: false)];
        private readonly Dictionary<string, ScaleShift> _heads =
            new() { ["query"] = new(2, hasBias: false), ["key"] = new(2, hasBias: false) };
        private readonly List<ScaleShift[]> _grid =
            [[new(2, hasBias: false), new(2, hasBias: false)], [new(2, hasBias: false)]];

        public Parameter[] Gains { get; } = [new(Tensor.Ones([2])), new(Tensor.Ones([2]))];

        public List<ScaleShift> Layers { get; } = [new(2, hasBias: false), new(2, hasBias: false)];
    }

    private abstract partial class Trunk : Module
    {
        private readonly ScaleShift _trunk = new(1, hasBias: false);
    }

    private sealed partial class Derived : Trunk
    {
        private readonly ScaleShift _head = new(1, hasBias: false);
    }

    private sealed partial class Wrapper<TInner>(TInner inner) : Module where TInner : Module
    {
        private readonly TInner _inner = inner;
    }

    private sealed class ByHand : Module
    {
        private readonly ScaleShift _hidden = new(1, hasBias: false);

        protected override void VisitMembers(ModuleVisitor visitor)
        {
            base.VisitMembers(visitor);
            visitor.VisitModule("first", _hidden);
        }
    }

    private sealed partial class WithState : Module
    {
        private readonly ScaleShift _inner = new(1, hasBias: false);
        private readonly StateTensor _runningMean = new(Tensor.Zeros([2]));
        private readonly StateTensor _numBatchesTracked = new(Tensor.Zeros([], DType.Int64));
        private readonly Parameter _weight = new(Tensor.Ones([2]));
    }

    private sealed partial class LeftOut : Module
    {
        [NotRegistered] public ScaleShift Teacher { get; } = new(1);
    }

    private sealed partial class Colliding : Module
    {
        private readonly ScaleShift[] _layers = [new(1)];
        [StateName("layers.0")] private readonly ScaleShift _other = new(1);
    }
}
