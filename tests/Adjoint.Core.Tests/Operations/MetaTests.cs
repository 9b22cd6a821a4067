namespace Adjoint.Core.Tests.Operations;

public sealed class MetaTests
{
    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Of_inputs_without_elements_an_operation_makes_an_output_of_the_same_type_and_record(string sample)
    {
        var test = OperationCatalogue.Case(sample).As(DType.Float32);
        if (!test.Types.Any(type => type.DType.IsFloat)) return;
        var real = test.Operation.Apply(Variables(test.Tensors()));
        var meta = test.Operation.Apply(Variables([.. test.Tensors().Select(Outline)]));
        Assert.Equal(real.Type, meta.Type);
        Assert.False(meta.HasElements);
        Assert.Equal(real.Strides, meta.Strides);
        if (real.Node is not { } node) return;
        Assert.Equal((node.IsView, node.Flops, node.InputCount), (meta.Node!.IsView, meta.Node.Flops, meta.Node.InputCount));
    }

    [Fact]
    public void In_a_scope_new_tensors_have_no_elements_and_generators_go_on_as_ever()
    {
        var generator = new Generator(1);
        Tensor made;
        using (MetaTensors.Begin())
        {
            Assert.True(MetaTensors.IsActive);
            Assert.False(Tensor.Zeros([2, 3]).HasElements);
            Assert.False(Tensor.Bernoulli([4], 0.5, new Generator(2)).HasElements);
            Assert.True(Tensor.From<float>([1f, 2f]).HasElements);
            Assert.True(Tensor.Zeros([2], DType.Int64).HasElements);
            made = Tensor.RandN([1000, 1000, 1000], generator);
        }
        Assert.False(MetaTensors.IsActive);
        Assert.Equal([1000, 1000, 1000], made.Shape);
        Assert.True(Tensor.Zeros([2]).HasElements);
        Assert.Equal(1_000_000_000UL, generator.Position);
    }

    [Fact]
    public void Numbers_that_are_not_there_are_an_error_that_says_so()
    {
        var sum = (Tensor.Meta([2, 3]) + 1).Sum();
        var error = Assert.Throws<NoElementsException>(() => sum.Item());
        Assert.Contains("MetaTensors", error.Message, StringComparison.Ordinal);
        Assert.Throws<NoElementsException>(() => Tensor.Meta([2]).ToArray<float>());
        Assert.Contains("?", Tensor.Meta([2]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_the_same_error_as_ever() =>
        Assert.Throws<ShapeException>(() => Tensor.Meta([2, 3]).Matmul(Tensor.Meta([4, 5])));

    private static Tensor Outline(Tensor x) => x.DType.IsFloat ? Tensor.Meta(x.Shape, x.DType) : x;

    private static Tensor[] Variables(Tensor[] inputs)
    {
        foreach (var input in inputs.Where(input => input.DType.IsFloat)) input.RequiresGrad = true;
        return inputs;
    }
}
