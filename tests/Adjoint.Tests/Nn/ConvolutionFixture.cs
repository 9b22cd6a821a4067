using System.Text.Json;
using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

/// <summary>One case of <c>convolution.json</c>: a layer, and what PyTorch computes with numbers that follow from formulas.</summary>
internal sealed class ConvolutionFixture(JsonElement json, int number)
{
    private static readonly JsonElement s_root =
        JsonDocument.Parse(File.ReadAllBytes(TrainingFixture.PathOf("convolution.json"))).RootElement;

    private readonly LayerArguments _arguments = new(json.GetProperty("arguments"));

    public static IReadOnlyList<ConvolutionFixture> All { get; } =
        [.. s_root.GetProperty("cases").EnumerateArray().Select((test, number) => new ConvolutionFixture(test, number))];

    public string Name => json.Text("layer");

    public Fingerprint Output => new(json.GetProperty("output"));

    /// <summary>Of input, weight and bias, as far as there are such.</summary>
    public Fingerprint[] Gradients => [.. json.GetProperty("gradients").EnumerateArray().Select(gradient => new Fingerprint(gradient))];

    /// <summary>The layer with the parameters of the formula, in double precision.</summary>
    public Module<Tensor, Tensor> Create()
    {
        var layer = Layers.Table[Name](_arguments);
        layer.To(DType.Float64);
        foreach (var (parameter, index) in layer.Parameters().Select((parameter, index) => (parameter, index)))
            parameter.CopyFrom(Wave(parameter.Shape, index + 1));
        return layer;
    }

    public Tensor CreateInput()
    {
        var shape = Shape.Create(json.Ints("input"));
        return json.Text("inputValues") switch
        {
            "distinct" => Tensor.From<double>([.. Indices(shape).Select(i => (i * 1597 + 31 * number) % 4099 / 512.0 - 4)], shape),
            "positive" => Wave(shape, 0, 0.5) + 1,
            _ => Wave(shape, 0, 2),
        };
    }

    public Tensor CreateIncoming(Shape shape) => Wave(shape, 9);

    public override string ToString() => $"{number}: {Name} {_arguments} of {Shape.Create(json.Ints("input"))}";

    private Tensor Wave(Shape shape, int tensor, double scale = 1) =>
        Tensor.From<double>([.. Indices(shape).Select(i => Math.Sin(0.37 * i + 1.3 * tensor + 0.11 * number) * scale)], shape);

    private static IEnumerable<int> Indices(Shape shape) => Enumerable.Range(0, shape.ElementCount);

    private static class Layers
    {
        public static Dictionary<string, Func<LayerArguments, Module<Tensor, Tensor>>> Table { get; } = new()
        {
            ["Conv1d"] = a => new Conv1d(a.Int("inChannels"), a.Int("outChannels"), a.Int("kernelSize"), a.Int("stride"), a.Padding,
                a.Int("dilation"), a.Int("groups"), a.Flag("bias"), paddingMode: a.PaddingMode),
            ["Conv2d"] = a => new Conv2d(a.Int("inChannels"), a.Int("outChannels"), a.Two("kernelSize"), a.Two("stride"), a.Padding,
                a.Two("dilation"), a.Int("groups"), a.Flag("bias"), paddingMode: a.PaddingMode),
            ["Conv3d"] = a => new Conv3d(a.Int("inChannels"), a.Int("outChannels"), a.Three("kernelSize"), a.Three("stride"), a.Padding,
                a.Three("dilation"), a.Int("groups"), a.Flag("bias"), paddingMode: a.PaddingMode),
            ["ConvTranspose1d"] = a => new ConvTranspose1d(a.Int("inChannels"), a.Int("outChannels"), a.Int("kernelSize"),
                a.Int("stride"), a.Int("padding"), a.Int("outputPadding"), a.Int("groups"), a.Flag("bias"), a.Int("dilation")),
            ["ConvTranspose2d"] = a => new ConvTranspose2d(a.Int("inChannels"), a.Int("outChannels"), a.Two("kernelSize"),
                a.Two("stride"), a.Two("padding"), a.Two("outputPadding"), a.Int("groups"), a.Flag("bias"), a.Two("dilation")),
            ["MaxPool1d"] = a => new MaxPool1d(
                a.Int("kernelSize"), a.Int("stride"), a.Int("padding"), a.Flag("ceilMode"), a.Int("dilation")),
            ["MaxPool2d"] = a => new MaxPool2d(
                a.Two("kernelSize"), a.Two("stride"), a.Two("padding"), a.Flag("ceilMode"), a.Two("dilation")),
            ["MaxPool3d"] = a => new MaxPool3d(
                a.Three("kernelSize"), a.Three("stride"), a.Three("padding"), a.Flag("ceilMode"), a.Three("dilation")),
            ["AvgPool1d"] = a => new AvgPool1d(
                a.Int("kernelSize"), a.Int("stride"), a.Int("padding"), a.Flag("ceilMode"), a.Flag("countIncludePad")),
            ["AvgPool2d"] = a => new AvgPool2d(
                a.Two("kernelSize"), a.Two("stride"), a.Two("padding"), a.Flag("ceilMode"), a.Flag("countIncludePad")),
            ["AvgPool3d"] = a => new AvgPool3d(
                a.Three("kernelSize"), a.Three("stride"), a.Three("padding"), a.Flag("ceilMode"), a.Flag("countIncludePad")),
            ["AdaptiveAvgPool1d"] = a => new AdaptiveAvgPool1d(a.Int("outputSize")),
            ["AdaptiveAvgPool2d"] = a => new AdaptiveAvgPool2d(a.Two("outputSize")),
            ["AdaptiveMaxPool2d"] = a => new AdaptiveMaxPool2d(a.Two("outputSize")),
            ["LPPool2d"] = a => new LPPool2d(a.Number("normType"), a.Two("kernelSize"), a.Two("stride"), a.Flag("ceilMode")),
            ["LocalResponseNorm"] = a => new LocalResponseNorm(a.Int("size"), a.Number("alpha"), a.Number("beta"), a.Number("k")),
            ["Upsample"] = a => new Upsample(a.Has("size") ? a.Two("size") : null, a.Has("scaleFactor") ? a.Number("scaleFactor") : null,
                a.Text("mode") == "nearest" ? InterpolationMode.Nearest : InterpolationMode.Bilinear, a.Flag("alignCorners")),
        };
    }
}
