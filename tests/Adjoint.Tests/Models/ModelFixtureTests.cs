using System.Text.Json;
using Adjoint.Models;
using Adjoint.Nn;
using Adjoint.Tests.LinearAlgebra;

namespace Adjoint.Tests.Models;

public sealed class ModelFixtureTests
{
    public static TheoryData<string> Names => [.. Networks.Select(json => json.Text("network"))];

    private static IEnumerable<JsonElement> Networks => ModelFixture.Part("networks").EnumerateArray();

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_and_gradients_are_those_of_PyTorch_with_the_same_weights(string name)
    {
        var json = Networks.Single(network => network.Text("network") == name);
        var network = Create(name);
        network.To(DType.Float64);
        var parameters = network.Parameters();
        var values = json.GetProperty("parameters").EnumerateArray().ToArray();
        Assert.Equal(values.Length, parameters.Count);
        foreach (var (parameter, value) in parameters.Zip(values)) parameter.CopyFrom(Read(value));
        var input = json.Matrix("input");
        input.RequiresGrad = true;
        var output = network.Forward(input);
        LinearAlgebraFixture.AssertNear(json.Matrix("output"), output);
        output.Backward(json.Matrix("incoming"));
        Tensor[] found = [input.Grad!, .. parameters.Select(parameter => parameter.Grad!)];
        foreach (var (expected, gradient) in json.GetProperty("gradients").EnumerateArray().Zip(found))
            LinearAlgebraFixture.AssertNear(Read(expected), gradient);
    }

    private static Module<Tensor, Tensor> Create(string name) => name switch
    {
        "mlp relu" => new MultilayerPerceptron([5, 7, 4, 2]),
        "mlp tanh" => new MultilayerPerceptron([5, 7, 2], options: new() { Activation = () => new Tanh() }),
        "softmax" => new SoftmaxRegression(5, 3),
        "linear" => new LinearRegression(5),
        "maxout" => new MaxoutNetwork([5, 4, 2], pieces: 3),
        "resnet-s" => new ResNetS(5, 3, 2),
        "autoencoder" => new Autoencoder([6, 4, 2]),
        "structured housing" => new StructuredHousingNetwork(),
        "housing" => new HousingNetwork(),
        _ => throw new InvalidDataException($"models.json holds {name}."),
    };

    private static Tensor Read(JsonElement tensor) => Tensor.From<double>(tensor.Doubles("values"), Shape.Create(tensor.Ints("shape")));
}
