using Adjoint.Backends;

namespace Adjoint.Bench;

/// <summary>
/// Convolutions of known networks: the value and the gradients by input and by weight (with that of the bias, where there is one), each by
/// itself. Results are allocated anew each time, and given back at once, as PyTorch does with what nobody holds.
/// </summary>
internal sealed class ConvolutionSuite : ISuite
{
    private const string Forward = "forward";
    private const string BackwardInput = "backward_input";
    private const string BackwardWeight = "backward_weight";

    public static IEnumerable<Suite> Suites =>
        [new("conv", "convolutions of known networks, forward and both backwards", run => new ConvolutionSuite().Run(run))];

    private readonly RatesBesidePeak _rates = new();
    private readonly List<(string Part, string Text, double Ratio)> _ratios = [];

    private void Run(BenchRun run)
    {
        foreach (var shape in ConvolutionShape.All)
        {
            Measure(run, shape, Forward, () => new Operands(shape).Forward);
            Measure(run, shape, BackwardInput, () => new Operands(shape).BackwardInput);
            Measure(run, shape, BackwardWeight, () => new Operands(shape).BackwardWeight);
        }
        _rates.ReportTo(run, "conv.peak");
        foreach (var part in new[] { Forward, BackwardInput, BackwardWeight, "" }) ReportRatios(run, part);
    }

    private void Measure(BenchRun run, ConvolutionShape shape, string part, Func<Action> prepare)
    {
        var work = new TimedCase("conv." + part, shape.Config(), prepare)
        {
            PeerForms = ["", "channels last", "without oneDNN"],
            PeerVariants = PeerVariant.Tuned,
        };
        if (run.Time("conv", work) is not { } race) return;
        _rates.Add(work.Name, work.Config, shape.Flops, race.Own.Values);
        if (race.Peer is { } peer) _ratios.Add((part, $"{part} {shape.Layer}, n {shape.Batch}", peer.Best / race.Own.Best));
    }

    private void ReportRatios(BenchRun run, string part)
    {
        var ratios = _ratios.Where(one => part.Length == 0 || one.Part == part).ToArray();
        if (ratios.Length == 0) return;
        var name = part.Length == 0 ? "all" : part;
        var mean = Math.Exp(ratios.Average(one => Math.Log(one.Ratio)));
        var worst = ratios.MinBy(one => one.Ratio);
        run.Report(Measurement.Of("conv.ratio", new() { ["part"] = name, ["shapes"] = ratios.Length }, "geometric_mean", [mean]));
        run.Report(Measurement.Of("conv.ratio", new() { ["part"] = name, ["worst"] = worst.Text }, "least", [worst.Ratio]));
    }

    private sealed class Operands
    {
        private readonly ConvolutionGeometry _geometry;
        private readonly Tensor _x;
        private readonly Tensor _weight;
        private readonly Tensor _gradient;
        private readonly Tensor? _bias;

        public Operands(ConvolutionShape shape)
        {
            var generator = new Generator(1);
            _geometry = shape.Geometry;
            _x = Tensor.RandN([shape.Batch, shape.InChannels, shape.Size, shape.Size], generator);
            _weight = Tensor.RandN([shape.OutChannels, shape.InChannels / shape.Groups, shape.Kernel, shape.Kernel], generator);
            _gradient = Tensor.RandN([shape.Batch, shape.OutChannels, _geometry.OutHeight, _geometry.OutWidth], generator);
            _bias = shape.HasBias ? Tensor.RandN([shape.OutChannels], generator) : null;
        }

        public void Forward()
        {
            var result = _x.NewUninitialized(_gradient.Shape);
            Backend.Cpu.Convolution(_geometry, _x, _weight, _bias, false, result);
            result.Storage.Release();
        }

        public void BackwardInput()
        {
            var result = _x.NewUninitialized(_x.Shape);
            Backend.Cpu.ConvolutionBackwardInput(_geometry, _gradient, _weight, result);
            result.Storage.Release();
        }

        public void BackwardWeight()
        {
            var result = _x.NewUninitialized(_weight.Shape);
            var biasResult = _bias is null ? null : _x.NewUninitialized(_bias.Shape);
            Backend.Cpu.ConvolutionBackwardWeight(_geometry, _x, _gradient, result, biasResult);
            result.Storage.Release();
            biasResult?.Storage.Release();
        }
    }
}
