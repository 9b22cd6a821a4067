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

    private void Run(BenchRun run)
    {
        foreach (var (name, states, create) in s_optimizers) Update(run, name, states, create, tensors: 10);
        foreach (var (name, states, create) in s_optimizers.Where(one => one.Name is "sgd" or "adam")) Update(run, name, states, create, 1);
    }

    private void Update(BenchRun run, string name, int states, Func<IEnumerable<Parameter>, Optimizer> create, int tensors)
    {
        var config = new JsonObject { ["optimizer"] = name, ["n"] = Count, ["tensors"] = tensors };
        var work = new TimedCase("optimizers.update", config, () => Step(create, tensors)) { PeerForms = ["for loop", "foreach"] };
        if (!run.Wants(work.Name, config)) return;
        var seconds = run.Options.SampleSeconds;
        var own = new BesideBandwidth(new OwnWork(work.Prepare(), work.CallsPerRun, work.Unit.PerSecond, seconds), _memory, seconds);
        var race = run.Compete(work.Name, config, work.Unit.Metric, own, run.Peers("optimizers", work));
        var bytes = (3.0 + 2 * states) * sizeof(float) * Count;
        double[] rates = [.. race.Own.Values.Select(microseconds => 1e-3 * bytes / microseconds)];
        run.Report(Measurement.OfRates(work.Name, config, "gigabytes_per_s", rates));
        run.Report(Measurement.OfRates(work.Name, config, "bandwidth_gigabytes_per_s", own.Bandwidths));
        run.Report(PercentOf(own.Bandwidths, config, rates));
    }

    // The best against the best, the median against the median: a single pair may be out by whatever came between the two.
    private static Measurement PercentOf(IReadOnlyList<double> bandwidths, JsonObject config, double[] rates)
    {
        var least = rates.Zip(bandwidths, (rate, bandwidth) => rate / bandwidth).Min();
        return new Measurement("optimizers.update", config, "percent_of_bandwidth", 100 * rates.Max() / bandwidths.Max(), 100 * least,
            100 * Statistics.Median(rates) / Statistics.Median(bandwidths), rates.Length);
    }

    private static Action Step(Func<IEnumerable<Parameter>, Optimizer> create, int tensors)
    {
        var generator = new Generator(1);
        Parameter[] parameters =
            [.. Enumerable.Range(0, tensors).Select(_ => new Parameter(Tensor.RandN([Count / tensors], generator)))];
        foreach (var parameter in parameters) parameter.Value.Backward(Tensor.RandN(parameter.Shape, generator));
        return create(parameters).Step;
    }
}
