namespace Adjoint.Core.Tests.Operations;

public sealed class ShapeRuleTests
{
    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void The_shape_rule_tells_the_type_of_the_result(string sample)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var test = OperationCatalogue.Case(sample).As(dtype);
            Assert.Equal(test.Operation.Forward(test.Tensors()).Type, test.Operation.Infer(test.Tensors()));
        }
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void A_gradient_has_the_type_of_its_input(string sample)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var variables = OperationCatalogue.Case(sample).As(dtype).Variables();
            var y = OperationCatalogue.Case(sample).Operation.Apply(variables);
            var gradients = Gradient.OfOrNull(y, variables, y.NewFull(y.Shape, 1));
            for (var i = 0; i < variables.Length; i++)
            {
                var hasType = gradients[i] is null || gradients[i]!.Type == variables[i].Type;
                Assert.True(hasType, $"{sample}: gradient {i} is {gradients[i]?.Type}");
            }
        }
    }
}
