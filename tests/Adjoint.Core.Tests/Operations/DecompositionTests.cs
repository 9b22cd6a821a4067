using Adjoint.Graphs;

namespace Adjoint.Core.Tests.Operations;

/// <summary>Every operation that has smaller parts, found through the catalogue, beside its parts.</summary>
public sealed class DecompositionTests
{
    // The parts round more often than the whole: a hundred times the rounding of one result.
    private const double Roundings = 100;

    private static readonly string[] s_composed = [.. OperationCatalogue.AllNames.Where(name => HasParts(OperationCatalogue.Case(name)))];

    public static TheoryData<string> Composed => [.. s_composed];

    [Fact]
    public void The_operations_of_the_lectures_have_parts()
    {
        var composed = s_composed.Select(name => OperationCatalogue.Case(name).Operation.Name).ToHashSet();
        string[] expected = ["sigmoid", "tanh", "softmax", "log_softmax", "cross_entropy", "linear", "logsumexp"];
        Assert.Superset(expected.ToHashSet(), composed);
    }

    [Theory]
    [MemberData(nameof(Composed))]
    public void The_parts_compute_the_same(string name)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var test = OperationCatalogue.Case(name).As(dtype);
            Expect.Close(test.Operation.Forward(test.Tensors()), Parts(test, test.Tensors()), Roundings * Expect.Rounding(dtype), test);
        }
    }

    [Theory]
    [MemberData(nameof(Composed))]
    public void The_parts_have_the_same_derivatives_of_first_and_second_order(string name)
    {
        var test = OperationCatalogue.Case(name).As(DType.Float64);
        if (!test.HasGradient) return;
        var tolerance = Roundings * Expect.Rounding(DType.Float64);
        var (whole, parts) = (Derivatives(test, x => test.Operation.Apply(x)), Derivatives(test, x => Parts(test, x)));
        for (var i = 0; i < whole.Length; i++) Expect.Close(whole[i], parts[i], tolerance, $"{test}: derivative {i}");
    }

    [Theory]
    [MemberData(nameof(Composed))]
    public void No_part_is_the_operation_itself_or_has_parts_of_its_own(string name)
    {
        var test = OperationCatalogue.Case(name).As(DType.Float64);
        if (!test.HasGradient) return;
        var nodes = GraphNodes.InOrder(Parts(test, test.Variables()).Node!).Where(node => !node.IsLeaf).ToArray();
        Assert.NotEmpty(nodes);
        Assert.All(nodes, node => Assert.NotEqual(test.Operation.GetType(), node.Operation!.GetType()));
        Assert.All(nodes, node => Assert.False(HasParts(node), $"{node.Operation} was not taken apart"));
    }

    [Fact]
    public void Outside_the_scope_an_operation_is_one_step_and_inside_it_is_its_parts()
    {
        var x = Tensor.Scalar(0.5, DType.Float64);
        x.RequiresGrad = true;
        Assert.Equal(["sigmoid"], Names(x.Sigmoid()));
        using var elementary = ElementaryGranularity.Begin();
        Assert.Equal(["neg", "exp", "add", "div"], Names(x.Sigmoid()));
    }

    [Fact]
    public void An_input_that_does_not_fit_is_told_in_the_terms_of_the_whole()
    {
        using var elementary = ElementaryGranularity.Begin();
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).Linear(Tensor.Zeros([4, 5])));
        Assert.StartsWith("linear: ", error.Message);
        var index = Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2, 3]).CrossEntropy(Tensor.From<long>([0, 3])));
        Assert.StartsWith("cross_entropy: target[1] is 3", index.Message);
    }

    [Fact]
    public void A_sum_of_no_elements_stays_what_it_is()
    {
        using var elementary = ElementaryGranularity.Begin();
        Assert.Equal(double.NegativeInfinity, Tensor.Zeros([0]).LogSumExp().Item());
        Assert.Equal([2, 0], Tensor.Zeros([2, 0]).Softmax().Shape);
        Assert.Equal([2, 0], Tensor.Zeros([2, 0]).LogSoftmax().Shape);
    }

    private static string[] Names(Tensor y) =>
        [.. GraphNodes.InOrder(y.Node!).Where(node => !node.IsLeaf).Select(node => node.Operation!.Name)];

    private static bool HasParts(OperationCase test)
    {
        using var noGrad = NoGrad.Begin();
        return test.IsAccepted && test.Operation.Decompose(test.Tensors()) is not null;
    }

    private static bool HasParts(Node node)
    {
        using var noGrad = NoGrad.Begin();
        Tensor[] inputs = [.. Enumerable.Range(0, node.InputCount).Select(i => node.InputValue(i)!)];
        return node.Operation!.Decompose(inputs) is not null;
    }

    private static Tensor Parts(OperationCase test, Tensor[] inputs)
    {
        using var keep = KeepValues.Begin();
        using var elementary = ElementaryGranularity.Begin();
        return test.Operation.Apply(inputs);
    }

    // The gradients, and those of a number made of the gradients.
    private static Tensor[] Derivatives(OperationCase test, Func<Tensor[], Tensor> f)
    {
        var inputs = test.Variables();
        Tensor[] by = [.. inputs.Where(x => x.RequiresGrad)];
        var y = f(inputs);
        var first = Gradient.Of(y, by, IncomingGradient.Of(y), createGraph: true);
        var sum = Tensor.Scalar(0, DType.Float64);
        foreach (var gradient in first) sum += (gradient * IncomingGradient.Of(gradient)).Sum();
        if (!sum.RequiresGrad) return first;
        var second = Gradient.OfOrNull(sum, by);
        return [.. first, .. by.Select((x, i) => second[i] ?? Tensor.Zeros(x.Shape, DType.Float64))];
    }
}
