namespace Adjoint.Generators.Tests;

public sealed class ModuleAnalyzerTests
{
    private const string Layer = "public sealed partial class Layer : Module { public Parameter Weight { get; } = new(Tensor.Ones([1])); }";

    [Theory]
    [InlineData("class Net : Module { Layer a = new(); }", "Net", "it is not partial", "partial class Net")]
    [InlineData("class Net : Module { Parameter[] A { get; } = []; }", "Net", "it is not partial", "partial class Net")]
    [InlineData("class Outer { partial class Net : Module { Layer a = new(); } }", "Outer",
        "'Outer', which it is nested in, is not partial", "partial class Outer")]
    [InlineData("file partial class Net : Module { Layer a = new(); }", "Net", "a file-local class cannot be extended",
        "make 'Net' internal")]
    public async Task A_module_that_cannot_be_extended_is_an_error(string source, string at, string reason, string hint)
    {
        var finding = Assert.Single(await new UserProject(source, Layer).Findings());
        Assert.Equal("ADJ001", finding.Rule);
        Assert.Equal(at, finding.At);
        Assert.Contains("in 'Net' cannot be registered, because " + reason, finding.Message, StringComparison.Ordinal);
        Assert.Contains(hint, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class Net : Module { }")]
    [InlineData("class Net : Module { int size; Tensor mask = Tensor.Ones([1]); Func<Layer> create = () => new(); }")]
    [InlineData("class Net : Module { static Layer shared = new(); }")]
    [InlineData("class Net : Module { [NotRegistered] Layer teacher = new(); }")]
    [InlineData("class Net : Module { Layer a = new(); protected override void VisitMembers(ModuleVisitor v) { } }")]
    [InlineData("class Trainer { Layer layer = new(); (Layer, Layer) pair; object any = new Layer(); }")]
    public async Task A_class_without_members_to_register_may_be_as_it_likes(string source) =>
        Assert.Empty(await new UserProject(source, Layer).Findings());

    [Theory]
    [InlineData("(Layer, Layer) a;")]
    [InlineData("Layer[,] a = new Layer[1, 1];")]
    [InlineData("Lazy<Parameter> a = new();")]
    [InlineData("Dictionary<int, Layer> a = [];")]
    [InlineData("HashSet<Layer> a = [];")]
    [InlineData("List<(string, Layer)> a = [];")]
    [InlineData("IEnumerable<Layer> a = [];")]
    [InlineData("Pair a = new();")]
    [InlineData("public List<Pair> a { get; } = [];")]
    public async Task A_member_whose_type_the_generator_does_not_look_into_is_a_warning(string member)
    {
        var source = $"class Pair {{ public Layer Left = new(); }} class Net : Module {{ {member} }}";
        var finding = Assert.Single(await new UserProject(source, Layer).Findings());
        Assert.Equal(("ADJ002", "a"), (finding.Rule, finding.At));
        Assert.Contains("What 'a' holds is not registered in 'Net'", finding.Message, StringComparison.Ordinal);
        Assert.Contains("[NotRegistered]", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_member_is_found_beside_registered_ones()
    {
        const string source = "partial class Net : Module { Layer fc = new(); (Layer, int) a; }";
        var finding = Assert.Single(await new UserProject(source, Layer).Findings());
        Assert.Equal(("ADJ002", "a"), (finding.Rule, finding.At));
    }

    [Theory]
    [InlineData("object a = new Layer();")]
    [InlineData("public object A { get; } = new Layer();")]
    [InlineData("object a; public Net(Layer layer) { a = layer; }")]
    [InlineData("object? a; void Set() => this.a ??= new List<Layer>();")]
    [InlineData("IDisposable? a; class D : Module, IDisposable { public void Dispose() { } } void Set() { a = new D(); }")]
    [InlineData("Tensor a = new Parameter(Tensor.Ones([1]));")]
    public async Task A_module_put_where_its_type_does_not_show_is_a_warning(string members)
    {
        var finding = Assert.Single(await new UserProject($"class Net : Module {{ {members} }}", Layer).Findings());
        Assert.Equal("ADJ002", finding.Rule);
        Assert.Contains("does not show the", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_captured_parameter_of_a_primary_constructor_is_a_warning()
    {
        var finding = Assert.Single(await new UserProject("class Net(Layer inner) : Module { Layer Get() => inner; }", Layer).Findings());
        Assert.Equal(("ADJ002", "inner"), (finding.Rule, finding.At));
        Assert.Contains("a parameter of a primary constructor is not a member", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_of_a_primary_constructor_that_goes_into_a_field_is_fine() => Assert.Empty(
        await new UserProject("partial class Net(Layer inner) : Module { Layer _inner = inner; }", Layer).Findings());

    [Fact]
    public async Task A_list_type_of_ones_own_is_a_list() => Assert.Empty(
        await new UserProject("class Layers : List<Layer>; partial class Net : Module { Layers _layers = []; }", Layer).Findings());

    [Theory]
    [InlineData("Layer _conv1 = new(); Layer Conv1 { get; } = new();", "conv1")]
    [InlineData("Layer inProj = new(); Parameter in_proj = new(Tensor.Ones([1]));", "in_proj")]
    [InlineData("Layer a = new(); [StateName(\"a\")] Layer b = new();", "a")]
    public async Task Two_members_with_one_state_name_are_an_error(string members, string name)
    {
        var finding = Assert.Single(await new UserProject($"partial class Net : Module {{ {members} }}", Layer).Findings());
        Assert.Equal("ADJ003", finding.Rule);
        Assert.Contains($"the same state name '{name}'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_name_of_a_base_class_cannot_be_used_again()
    {
        const string source = "partial class Base : Module { Layer _fc = new(); } partial class Net : Base { Layer Fc { get; } = new(); }";
        var finding = Assert.Single(await new UserProject(source, Layer).Findings());
        Assert.Equal(("ADJ003", "Fc"), (finding.Rule, finding.At));
    }
}
