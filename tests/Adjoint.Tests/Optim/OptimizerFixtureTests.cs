using System.Text.Json;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

public sealed class OptimizerFixtureTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, TrainingFixture.Count("optimizers"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ten_steps_are_those_of_PyTorch(int index)
    {
        var json = TrainingFixture.Part("optimizers")[index];
        var isDouble = json.Text("dtype") == "float64";
        var parameter = new Parameter(Of(json.Doubles("start"), isDouble));
        var optimizer = Create(json.Text("optimizer"), json.GetProperty("arguments"), parameter);
        foreach (var (gradient, expected) in Rows(json, "gradients").Zip(Rows(json, "values")))
        {
            optimizer.ZeroGrad();
            // The derivative of p . g by p is g.
            (parameter.Value * Of(gradient, isDouble)).Sum().Backward();
            optimizer.Step();
            Near.Equal(expected, parameter.Value.To(DType.Float64).ToArray<double>(), isDouble ? 1e-10 : 1e-6);
        }
        Assert.Equal(10, optimizer.StepCount);
    }

    private static IEnumerable<double[]> Rows(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray());

    private static Tensor Of(double[] values, bool isDouble) =>
        isDouble ? Tensor.From<double>(values) : Tensor.From<float>(Array.ConvertAll(values, value => (float)value));

    private static Optimizer Create(string name, JsonElement arguments, Parameter parameter)
    {
        var rate = Number(arguments, "lr", 0);
        var decay = Number(arguments, "weight_decay", 0);
        if (name == "sgd") return new SGD([parameter], rate, Number(arguments, "momentum", 0), decay, arguments.TryGetProperty("nesterov", out _));
        var betas = arguments.TryGetProperty("betas", out _) ? arguments.Doubles("betas") : [0.9, 0.999];
        return new Adam([parameter], rate, betas[0], betas[1], Number(arguments, "eps", 1e-8), decay);
    }

    private static double Number(JsonElement arguments, string name, double usual) =>
        arguments.TryGetProperty(name, out var value) ? value.GetDouble() : usual;
}
