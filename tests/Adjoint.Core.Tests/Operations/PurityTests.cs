namespace Adjoint.Core.Tests.Operations;

public sealed class PurityTests
{
    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void Forward_and_backward_leave_inputs_result_and_incoming_gradient_unchanged(string sample)
    {
        var test = OperationCatalogue.Case(sample);
        var inputs = test.Variables();
        var y = test.Operation.Apply(inputs);
        var result = TestTensor.Bits(y);
        var incoming = IncomingGradient.Of(y);
        if (y.Node is not null) _ = Gradient.OfOrNull(y, inputs, incoming);
        for (var i = 0; i < inputs.Length; i++)
        {
            Assert.Equal(TestTensor.Bits(test.Tensors()[i]), TestTensor.Bits(inputs[i]));
            Assert.Equal(0, inputs[i].Storage.Version);
        }
        Assert.Equal(result, TestTensor.Bits(y));
        Assert.Equal(TestTensor.Bits(IncomingGradient.Of(y)), TestTensor.Bits(incoming));
    }

    [Theory]
    [MemberData(nameof(OperationCatalogue.Names), MemberType = typeof(OperationCatalogue))]
    public void The_same_inputs_give_the_same_bits_again(string sample)
    {
        var test = OperationCatalogue.Case(sample);
        Assert.Equal(TestTensor.Bits(test.Operation.Apply(test.Tensors())), TestTensor.Bits(test.Operation.Apply(test.Tensors())));
    }
}
