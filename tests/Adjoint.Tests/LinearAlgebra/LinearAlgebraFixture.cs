using System.Text.Json;

namespace Adjoint.Tests.LinearAlgebra;

/// <summary>What PyTorch computes: the file that <c>tests/fixtures/linear_algebra.py</c> writes.</summary>
internal static class LinearAlgebraFixture
{
    private static readonly JsonElement s_root =
        JsonDocument.Parse(File.ReadAllBytes(TrainingFixture.PathOf("linear_algebra.json"))).RootElement;

    public static JsonElement Part(string name) => s_root.GetProperty(name);

    public static TheoryData<int> Numbers(string name) => [.. Enumerable.Range(0, Part(name).GetArrayLength())];

    public static Tensor Matrix(this JsonElement json, string name)
    {
        var matrix = json.GetProperty(name);
        return Tensor.From<double>(matrix.Doubles("values"), Shape.Create(matrix.Ints("shape")));
    }

    public static void AssertNear(Tensor expected, Tensor actual, double tolerance = 1e-10)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Near.Equal(expected.ToArray<double>(), actual.To(DType.Float64).ToArray<double>(), tolerance);
    }
}
