namespace Adjoint.Core.Tests.Operations;

public sealed class PrecisionTests
{
    // Twenty times the rounding of one result: room for the condition of the sample's numbers.
    private const double Tolerance = 2e-4;

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Single_precision_agrees_with_double_precision(string sample)
    {
        var test = OperationCatalogue.Case(sample);
        var single = test.Operation.Forward(test.As(DType.Float32).Tensors());
        var full = test.Operation.Forward(test.As(DType.Float64).Tensors());
        Expect.Close(TestTensor.Read(full), TestTensor.Read(single), Tolerance, test);
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.DifferentiableNames), MemberType = typeof(OperationCatalogue))]
    public void Gradients_in_single_precision_agree_with_double_precision(string sample)
    {
        var single = Gradients(sample, DType.Float32);
        var full = Gradients(sample, DType.Float64);
        for (var i = 0; i < full.Length; i++)
        {
            Assert.Equal(full[i] is null, single[i] is null);
            if (full[i] is { } gradient)
            {
                Expect.Close(TestTensor.Read(gradient), TestTensor.Read(single[i]!), Tolerance, $"{sample}: gradient {i}");
            }
        }
    }

    private static Tensor?[] Gradients(string sample, DType dtype)
    {
        var test = OperationCatalogue.Case(sample).As(dtype);
        var variables = test.Variables();
        var y = test.Operation.Apply(variables);
        return Gradient.OfOrNull(y, variables, IncomingGradient.Of(y));
    }
}
