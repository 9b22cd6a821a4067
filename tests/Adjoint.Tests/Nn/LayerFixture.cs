using System.Text.Json;
using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

/// <summary>One case of <c>layers.json</c>, and the same layer of ours.</summary>
internal sealed class LayerFixture(JsonElement json)
{
    private static readonly JsonElement s_root = JsonDocument.Parse(File.ReadAllBytes(TrainingFixture.PathOf("layers.json"))).RootElement;

    private readonly JsonElement _arguments = json.GetProperty("arguments");

    public static IReadOnlyList<LayerFixture> All { get; } =
        [.. s_root.GetProperty("cases").EnumerateArray().Select(test => new LayerFixture(test))];

    public IEnumerable<LayerRun> Runs => json.GetProperty("runs").EnumerateArray().Select(run => new LayerRun(run));

    public IReadOnlyDictionary<string, Tensor> After => Tensors(json.GetProperty("after"));

    private string Name => json.Text("layer");

    /// <summary>The layer with PyTorch's parameters and state.</summary>
    public Module Create(DType dtype)
    {
        var layer = Create();
        // With its floats in double precision, as in the file; a float32 layer then rounds them.
        layer.To(DType.Float64);
        layer.LoadState(Tensors(json.GetProperty("before")));
        layer.To(dtype);
        return layer;
    }

    public override string ToString() => $"{Name} {_arguments.GetRawText()}";

    private Module Create() => Name switch
    {
        "BatchNorm1d" => new BatchNorm1d(Int("numFeatures"), Epsilon, Momentum, Flag("affine"), Flag("trackRunningStatistics")),
        "BatchNorm2d" => new BatchNorm2d(Int("numFeatures"), Epsilon, Momentum, Flag("affine"), Flag("trackRunningStatistics")),
        "BatchNorm3d" => new BatchNorm3d(Int("numFeatures"), Epsilon, Momentum, Flag("affine"), Flag("trackRunningStatistics")),
        "InstanceNorm1d" => new InstanceNorm1d(
            Int("numFeatures"), Epsilon, Momentum!.Value, Flag("affine"), Flag("trackRunningStatistics")),
        "InstanceNorm2d" => new InstanceNorm2d(
            Int("numFeatures"), Epsilon, Momentum!.Value, Flag("affine"), Flag("trackRunningStatistics")),
        "InstanceNorm3d" => new InstanceNorm3d(
            Int("numFeatures"), Epsilon, Momentum!.Value, Flag("affine"), Flag("trackRunningStatistics")),
        "LayerNorm" => new LayerNorm(Shape.Create(_arguments.Ints("normalizedShape")), Epsilon, Flag("elementwiseAffine")),
        "RMSNorm" => new RMSNorm(Shape.Create(_arguments.Ints("normalizedShape")), Epsilon, Flag("elementwiseAffine")),
        "GroupNorm" => new GroupNorm(Int("groups"), Int("channels"), Epsilon, Flag("affine")),
        "Linear" => new Linear(Int("inFeatures"), Int("outFeatures"), Flag("bias")),
        "Bilinear" => new Bilinear(Int("firstFeatures"), Int("secondFeatures"), Int("outFeatures"), Flag("bias")),
        "ResidualBlock" => new ResidualBlock(
            Int("features"), Int("hiddenFeatures"), _arguments.Text("activation") == "Tanh" ? new Tanh() : new ReLU()),
        "Embedding" => new Embedding(Int("embeddings"), Int("embeddingSize"),
            _arguments.TryGetProperty("paddingIndex", out var padding) ? padding.GetInt32() : null),
        "Flatten" => new Flatten(Int("startDim"), Int("endDim")),
        "Unflatten" => new Unflatten(Int("dim"), _arguments.Ints("sizes")),
        var other => throw new InvalidDataException($"layers.json holds {other}."),
    };

    private double Epsilon => _arguments.GetProperty("epsilon").GetDouble();

    private double? Momentum =>
        _arguments.GetProperty("momentum") is { ValueKind: JsonValueKind.Number } momentum ? momentum.GetDouble() : null;

    private int Int(string name) => _arguments.GetProperty(name).GetInt32();

    private bool Flag(string name) => _arguments.GetProperty(name).GetBoolean();

    private static Dictionary<string, Tensor> Tensors(JsonElement tensors) =>
        tensors.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.Tensor());
}

/// <summary>One forward and backward of a layer in <c>layers.json</c>.</summary>
internal sealed class LayerRun(JsonElement json)
{
    public bool IsTraining => json.GetProperty("training").GetBoolean();

    public Tensor[] Inputs => [.. json.GetProperty("inputs").EnumerateArray().Select(input => input.Tensor())];

    public Tensor Output => json.GetProperty("output").Tensor();

    public Tensor Incoming => json.GetProperty("incoming").Tensor();

    public Tensor[] InputGradients => [.. json.GetProperty("inputGradients").EnumerateArray().Select(gradient => gradient.Tensor())];

    public IEnumerable<(string Name, Tensor Value)> ParameterGradients =>
        json.GetProperty("parameterGradients").EnumerateObject().Select(entry => (entry.Name, entry.Value.Tensor()));
}
