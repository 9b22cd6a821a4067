using System.Text.Json.Nodes;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Bench;

/// <summary>
/// Updates of ten million parameters, and the share of the memory's bandwidth that they reach. What an update moves is counted as the
/// algorithm must: the parameter and each state tensor are read and written, the gradient is read.
/// </summary>
internal sealed class OptimizersSuite : ISuite
{
    private const int Count = 10_000_000;

    private static readonly (string Name, int States, Func<IEnumerable<Parameter>, Optimizer> Create)[] s_optimizers =
    [
        ("sgd", 0, p => new SGD(p, 1e-3)),
        ("momentum", 1, p => new SGD(p, 1e-3, momentum: 0.9)),
        ("nesterov", 1, p => new SGD(p, 1e-3, momentum: 0.9, nesterov: true)),
        ("adam", 2, p => new Adam(p)),
        ("adamw", 2, p => new AdamW(p)),
        ("amsgrad", 3, p => new AMSGrad(p)),
        ("adagrad", 1, p => new Adagrad(p)),
        ("rmsprop", 1, p => new RMSprop(p)),
        ("adadelta", 2, p => new Adadelta(p)),
        ("adamax", 2, p => new Adamax(p)),
        ("nadam", 2, p => new NAdam(p)),
    ];

    public static IEnumerable<Suite> Suites =>
        [new("optimizers", "updates of ten million parameters, and the share of the bandwidth", run => new OptimizersSuite().Run(run))];

    private readonly Bandwidth _memory = new();
    private readonly List<double> _bandwidths = [];
    private readonly List<(JsonObject Config, double[] Rates)> _updates = [];

    private void Run(BenchRun run)
    {
        MeasureBandwidth(run.Options);
        foreach (var (name, states, create) in s_optimizers) Update(run, name, states, create, tensors: 10);
        foreach (var (name, states, create) in s_optimizers.Where(one => one.Name is "sgd" or "adam")) Update(run, name, states, create, 1);
        // At the end, when the bandwidth has been seen often enough.
        foreach (var (config, rates) in _updates) ReportRates(run, config, rates);
        run.Report(Measurement.OfRates("optimizers.bandwidth", [], "gigabytes_per_s", _bandwidths));
    }

    private void ReportRates(BenchRun run, JsonObject config, IReadOnlyList<double> rates)
    {
        var most = _bandwidths.Max();
        run.Report(Measurement.OfRates("optimizers.update", config, "gigabytes_per_s", rates));
        run.Report(Measurement.OfRates("optimizers.update", config, "percent_of_bandwidth", [.. rates.Select(rate => 100 * rate / most)]));
    }

    private void Update(BenchRun run, string name, int states, Func<IEnumerable<Parameter>, Optimizer> create, int tensors)
    {
        var config = new JsonObject { ["optimizer"] = name, ["n"] = Count, ["tensors"] = tensors };
        var work = new TimedCase("optimizers.update", config, () => Step(create, tensors)) { PeerForms = ["for loop", "foreach"] };
        if (run.Time("optimizers", work) is not { } race) return;
        MeasureBandwidth(run.Options);
        var bytes = (3.0 + 2 * states) * sizeof(float) * Count;
        _updates.Add((config, [.. race.Own.Values.Select(microseconds => 1e-3 * bytes / microseconds)]));
    }

    private static Action Step(Func<IEnumerable<Parameter>, Optimizer> create, int tensors)
    {
        var generator = new Generator(1);
        Parameter[] parameters =
            [.. Enumerable.Range(0, tensors).Select(_ => new Parameter(Tensor.RandN([Count / tensors], generator)))];
        foreach (var parameter in parameters) parameter.Value.Backward(Tensor.RandN(parameter.Shape, generator));
        return create(parameters).Step;
    }

    // As many samples, and as long ones, as of each update.
    private void MeasureBandwidth(BenchOptions options)
    {
        for (var i = 0; i < options.Rounds; i++) _bandwidths.Add(_memory.Measure(options.SampleSeconds));
    }
}
