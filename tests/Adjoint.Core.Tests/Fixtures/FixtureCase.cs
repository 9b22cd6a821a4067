using System.Text.Json;

namespace Adjoint.Core.Tests.Fixtures;

/// <summary>One case of <c>operations.json</c>: inputs, and what PyTorch made of them.</summary>
internal sealed class FixtureCase(JsonElement json)
{
    public string Name { get; } = json.GetProperty("name").GetString()!;

    public string Operation { get; } = json.GetProperty("operation").GetString()!;

    public FixtureAttributes Attributes { get; } = new(json.GetProperty("attributes"));

    public bool HasGradients => json.TryGetProperty("incoming", out _);

    public bool HasSecondGradients => json.TryGetProperty("directions", out _);

    /// <summary>New tensors at every call.</summary>
    public Tensor[] Inputs => Tensors("inputs")!;

    public Tensor[] Outputs => Tensors("outputs")!;

    /// <summary>The incoming gradients, one for each floating-point output.</summary>
    public Tensor[] Incoming => Tensors("incoming")!;

    /// <summary>The gradients by the inputs; null where there is none or it is zero everywhere.</summary>
    public Tensor?[] Gradients => Tensors("gradients");

    /// <summary>The directions of the second derivative, one for each input that has a gradient.</summary>
    public Tensor[] Directions => Tensors("directions")!;

    public Tensor?[] SecondGradients => Tensors("secondGradients");

    /// <summary>True for an input that PyTorch did not differentiate by.</summary>
    public bool IsConstant(int input) =>
        json.TryGetProperty("constant", out var constant) && constant.EnumerateArray().Any(index => index.GetInt32() == input);

    private Tensor[] Tensors(string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(tensor => tensor.ValueKind == JsonValueKind.Null ? null! : Read(tensor))];

    private static Tensor Read(JsonElement tensor)
    {
        var shape = Shape.Create([.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
        var values = tensor.GetProperty("values").EnumerateArray();
        return tensor.GetProperty("dtype").GetString() switch
        {
            "float64" => Tensor.From<double>(values.Select(value => value.GetDouble()).ToArray(), shape),
            "int64" => Tensor.From<long>(values.Select(value => value.GetInt64()).ToArray(), shape),
            "bool" => Tensor.From<bool>(values.Select(value => value.GetInt32() != 0).ToArray(), shape),
            var other => throw new InvalidDataException($"operations.json holds a tensor of type {other}."),
        };
    }
}
