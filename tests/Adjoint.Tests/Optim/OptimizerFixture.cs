using System.Text.Json;
using Adjoint.Nn;

namespace Adjoint.Tests.Optim;

/// <summary>What <c>tests/fixtures/optimizers.py</c> wrote: the problem that it trained on, and its cases.</summary>
internal static class OptimizerFixture
{
    private static readonly JsonElement s_root =
        JsonDocument.Parse(File.ReadAllBytes(TrainingFixture.PathOf("optimizers.json"))).RootElement;

    public static JsonElement[] Part(string name) => [.. s_root.GetProperty(name).EnumerateArray()];

    public static TheoryData<int> Indices(string part) => [.. Enumerable.Range(0, Part(part).Length)];

    public static Parameter[] Start(DType dtype) =>
        [.. s_root.GetProperty("problem").GetProperty("start").EnumerateArray().Select(start => new Parameter(Read(start, dtype)))];

    /// <summary>The mean squared error of tanh(x w + b) v.</summary>
    public static Tensor Loss(Parameter[] parameters)
    {
        var (problem, dtype) = (s_root.GetProperty("problem"), parameters[0].DType);
        var (x, y) = (Read(problem.GetProperty("x"), dtype), Read(problem.GetProperty("y"), dtype));
        var hidden = (x.Matmul(parameters[0].Value) + parameters[1].Value).Tanh();
        return (hidden.Matmul(parameters[2].Value) - y).Square().Mean();
    }

    public static double[] Values(IEnumerable<Parameter> parameters) =>
        [.. parameters.SelectMany(parameter => parameter.Value.Detach().To(DType.Float64).ToArray<double>())];

    extension(JsonElement json)
    {
        public IEnumerable<double[]> Rows(string name) =>
            json.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray());

        public double Number(string name, double otherwise) => json.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;

        public bool Flag(string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();
    }

    private static Tensor Read(JsonElement tensor, DType dtype) =>
        Tensor.From<double>(tensor.Doubles("values"), Shape.Create(tensor.Ints("shape"))).To(dtype);
}
