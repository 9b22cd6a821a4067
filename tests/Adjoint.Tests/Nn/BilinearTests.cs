using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public sealed class BilinearTests
{
    [Fact]
    public void Derivatives_by_inputs_and_parameters_agree_with_differences()
    {
        var generator = new Generator(1);
        var layer = new Bilinear(3, 2, 4, generator: generator, dtype: DType.Float64);
        Tensor[] inputs = [Tensor.RandN([5, 3], generator, DType.Float64), Tensor.RandN([5, 2], generator, DType.Float64)];
        var byInputs = GradientCheck.Run(x => layer.Forward(x[0], x[1]), inputs, order: 2);
        Assert.True(byInputs.Passed, byInputs.ToString());
        foreach (var input in inputs) input.RequiresGrad = true;
        layer.Forward(inputs[0], inputs[1]).Sum().Backward();
        // By W_k: the sum of x z^T; by b: the number of rows.
        var expected = inputs[0].Detach().T.Matmul(inputs[1].Detach());
        for (var k = 0; k < 4; k++) Near.Equal(expected.ToArray<double>(), layer.Weight.Grad!.Narrow(0, k, 1).ToArray<double>(), 1e-12);
        Assert.Equal([5.0, 5, 5, 5], layer.Bias!.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_single_pair_of_vectors_gives_x_W_z()
    {
        var layer = new Bilinear(2, 2, 1, bias: false);
        layer.Weight.CopyFrom(Tensor.From<float>([1, 2, 3, 4], [1, 2, 2]));
        // [1, 10] [[1, 2], [3, 4]] [5, 7]
        Assert.Equal(19 + 430, layer.Forward(Tensor.From<float>([1, 10]), Tensor.From<float>([5, 7])).Item());
    }
}
