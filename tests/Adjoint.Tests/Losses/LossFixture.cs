using System.Text.Json;
using Adjoint.Losses;

namespace Adjoint.Tests.Losses;

/// <summary>One case of <c>losses.json</c>, and the same loss of ours.</summary>
internal sealed class LossFixture(JsonElement json)
{
    private static readonly JsonElement s_root = JsonDocument.Parse(File.ReadAllBytes(TrainingFixture.PathOf("losses.json"))).RootElement;

    private readonly JsonElement _arguments = json.GetProperty("arguments");

    public static IReadOnlyList<LossFixture> All { get; } =
        [.. s_root.GetProperty("cases").EnumerateArray().Select(test => new LossFixture(test))];

    public Tensor[] Inputs => [.. json.GetProperty("inputs").EnumerateArray().Select(input => input.Tensor())];

    public int[] By => json.Ints("by");

    public double[] Value => json.GetProperty("value").Doubles("values");

    public Tensor Incoming => json.GetProperty("incoming").Tensor();

    public double[][] Gradients => [.. json.GetProperty("gradients").EnumerateArray().Select(gradient => gradient.Doubles("values"))];

    private Reduction Reduction => Enum.Parse<Reduction>(_arguments.Text("reduction"), ignoreCase: true);

    private string Name => json.Text("loss");

    public Tensor Compute(Tensor[] x, DType dtype) => Name switch
    {
        "CosineEmbeddingLoss" => new CosineEmbeddingLoss(Reduction, Number("margin", 0)).Compute(x[0], x[1], x[2]),
        "TripletMarginLoss" => new TripletMarginLoss(Reduction, Number("margin", 1), Number("norm", 2), swap: Flag("swap"))
            .Compute(x[0], x[1], x[2]),
        _ => Create(dtype).Compute(x[0], x[1]),
    };

    public override string ToString() => $"{Name} {_arguments.GetRawText()}";

    private Loss Create(DType dtype) => Name switch
    {
        "L1Loss" => new L1Loss(Reduction),
        "MSELoss" => new MSELoss(Reduction),
        "HuberLoss" => new HuberLoss(Reduction, Number("delta", 1)),
        "SmoothL1Loss" => new SmoothL1Loss(Reduction, Number("beta", 1)),
        "SoftMarginLoss" => new SoftMarginLoss(Reduction),
        "HingeLoss" => new HingeLoss(Reduction, Number("margin", 1)),
        "BCELoss" => new BCELoss(Reduction, Weight("weight", dtype)),
        "BCEWithLogitsLoss" => new BCEWithLogitsLoss(Reduction, Weight("weight", dtype), Weight("positiveWeight", dtype)),
        "NLLLoss" => new NLLLoss(Reduction, Weight("weight", dtype), IgnoreIndex),
        "CrossEntropyLoss" => new CrossEntropyLoss(Reduction, Weight("weight", dtype), IgnoreIndex, Number("labelSmoothing", 0)),
        "MultiMarginLoss" => new MultiMarginLoss(Reduction, (int)Number("power", 1), Number("margin", 1), Weight("weight", dtype)),
        "KLDivLoss" => new KLDivLoss(Reduction, Flag("logTarget"), Flag("batchMean")),
        var other => throw new InvalidDataException($"losses.json holds {other}."),
    };

    private long IgnoreIndex => (long)Number("ignoreIndex", -100);

    private double Number(string name, double otherwise) => _arguments.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;

    private bool Flag(string name) => _arguments.TryGetProperty(name, out var value) && value.GetBoolean();

    private Tensor? Weight(string name, DType dtype) => _arguments.TryGetProperty(name, out var value) ? value.Tensor().To(dtype) : null;
}
