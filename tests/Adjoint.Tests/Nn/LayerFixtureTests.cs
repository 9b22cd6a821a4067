using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

/// <summary>Layers against PyTorch's, over the configurations that <c>tests/fixtures/layers.py</c> drew.</summary>
public sealed class LayerFixtureTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, LayerFixture.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_gradients_and_state_are_those_of_PyTorch(int index) => RequireEqual(LayerFixture.All[index], DType.Float64, 1e-10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Single_precision_is_near_PyTorchs_double_precision(int index) => RequireEqual(LayerFixture.All[index], DType.Float32, 1e-5);

    private static void RequireEqual(LayerFixture test, DType dtype, double tolerance)
    {
        var layer = test.Create(dtype);
        foreach (var run in test.Runs)
        {
            if (run.IsTraining) layer.Train();
            else layer.Eval();
            RequireEqual(run, layer, dtype, tolerance);
        }
        var state = layer.State();
        // PyTorch's instance normalisation has this counter and never counts; ours does.
        var compared = test.After.Where(entry => !(layer is InstanceNorm && entry.Key == "num_batches_tracked"));
        foreach (var (name, expected) in compared) RequireNear(expected, state[name], tolerance, $"{test}: {name}");
    }

    private static void RequireEqual(LayerRun run, Module layer, DType dtype, double tolerance)
    {
        Tensor[] inputs = [.. run.Inputs.Select(x => x.DType.IsFloat ? x.To(dtype) : x)];
        foreach (var input in inputs) input.RequiresGrad = input.DType.IsFloat;
        foreach (var parameter in layer.Parameters()) parameter.Value.ZeroGrad();
        var output = layer is Bilinear bilinear
            ? bilinear.Forward(inputs[0], inputs[1])
            : ((Module<Tensor, Tensor>)layer).Forward(inputs[0]);
        RequireNear(run.Output, output, tolerance, $"{layer}: output");
        if (output.RequiresGrad) output.Backward(run.Incoming.To(dtype));
        var gradients = inputs.Where(input => input.DType.IsFloat).Select(input => input.Grad).ToArray();
        for (var i = 0; i < gradients.Length; i++) RequireNear(run.InputGradients[i], gradients[i], tolerance, $"{layer}: gradient {i}");
        var parameters = layer.NamedParameters().ToDictionary(entry => entry.Path, entry => entry.Parameter);
        foreach (var (name, expected) in run.ParameterGradients)
            RequireNear(expected, parameters[name].Grad, tolerance, $"{layer}: gradient by {name}");
    }

    private static void RequireNear(Tensor expected, Tensor? actual, double tolerance, string what)
    {
        Assert.True(actual is not null, $"{what} is missing.");
        Assert.True(expected.Shape == actual.Shape, $"{what}: expected {expected.Shape}, found {actual.Shape}.");
        try
        {
            Near.Equal(expected.To(DType.Float64).ToArray<double>(), actual.To(DType.Float64).ToArray<double>(), tolerance);
        }
        catch (Xunit.Sdk.XunitException error)
        {
            throw new Xunit.Sdk.XunitException($"{what}: {error.Message}");
        }
    }
}
