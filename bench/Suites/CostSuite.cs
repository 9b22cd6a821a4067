using System.Text.Json.Nodes;
using Adjoint.Models;

namespace Adjoint.Bench;

/// <summary>
/// What derivatives cost beside the value: the whole gradient backward and one direction forward, as multiples of the recorded forward
/// pass. PyTorch's own multiple stands beside for scale.
/// </summary>
internal sealed class CostSuite : ISuite
{
    private const int BatchSize = 64;
    private const int Operations = 20_000;
    private const string Multiple = "times_forward";

    public static IEnumerable<Suite> Suites => [new("cost", "gradients and directional derivatives as multiples of the forward pass", Run)];

    private static void Run(BenchRun run)
    {
        foreach (var (name, create) in new (string, Func<Nn.Module<Tensor, Tensor>>)[]
        {
            ("mlp", () => new MultilayerPerceptron([784, 128, 10])), ("lenet5", () => new LeNet5()),
        })
        {
            Measure(run, Config(name, "parameters"), () => new NetworkCost(create(), BatchSize, byInput: false));
            Measure(run, Config(name, "input"), () => new NetworkCost(create(), BatchSize, byInput: true));
        }
        Measure(run, Program("tensor"), () => new TensorProgramCost(Operations));
        Measure(run, Program("tape"), () => new TapeProgramCost(Operations));
        JacobianMemory.Measure(run);
    }

    private static JsonObject Config(string model, string by) => new() { ["model"] = model, ["batch"] = BatchSize, ["by"] = by };

    private static JsonObject Program(string form) => new() { ["operations"] = Operations, ["form"] = form };

    private static void Measure(BenchRun run, JsonObject config, Func<CostWork> create)
    {
        if (!run.Wants("cost", config)) return;
        Console.Error.WriteLine($"cost {Measurement.TextOf(config)}");
        var work = create();
        CostRounds.WarmUp(work, run.Options.SampleSeconds);
        var peers = PeersOf(run, config);
        foreach (var peer in peers) peer.Prepare();
        var (rounds, peerSamples) = (new CostRounds(), peers.Select(peer => new SampleList(peer)).ToList());
        for (var round = 0; round < run.Options.Rounds; round++)
        {
            rounds.TakeOne(work, run.Options.SampleSeconds);
            foreach (var samples in peerSamples) samples.TakeOne();
        }
        Report(run, config, rounds);
        if (peers.Count > 0) ReportPeer(run, config, peerSamples);
    }

    private static void Report(BenchRun run, JsonObject config, CostRounds rounds)
    {
        run.Report(Measurement.Of("cost.forward", config, "milliseconds", rounds.Forward));
        run.Report(Measurement.Of("cost.backward", config, "milliseconds", rounds.Backward));
        run.Report(MultipleOf("cost.backward", config, rounds.Backward, rounds.Forward));
        run.Report(Measurement.Of("cost.tangent", config, "milliseconds", rounds.Tangent));
        run.Report(MultipleOf("cost.tangent", config, rounds.Tangent, rounds.Forward));
        double[] both = [.. rounds.Forward.Zip(rounds.Tangent, (forward, tangent) => forward + tangent)];
        run.Report(Measurement.Of("cost.forward_and_tangent", config, "milliseconds", both));
        run.Report(MultipleOf("cost.forward_and_tangent", config, both, rounds.Forward));
    }

    // The twin has two forms, forward and both ways; what lies between them is its backward pass.
    private static void ReportPeer(BenchRun run, JsonObject config, List<SampleList> samples)
    {
        var best = samples.Chunk(2).MinBy(pair => pair[1].Best)!;
        double[] backward = [.. best[1].Values.Zip(best[0].Values, (both, forward) => both - forward)];
        run.Report(MultipleOf("cost.backward_of_pytorch", config, backward, best[0].Values));
    }

    // Within one round all passes met the same neighbours, so the median of the rounds says more than one best time over another.
    private static Measurement MultipleOf(string name, JsonObject config, IReadOnlyList<double> samples, IReadOnlyList<double> forward)
    {
        var multiples = Measurement.Of(name, config, Multiple, [.. samples.Zip(forward, (sample, of) => sample / of)]);
        return multiples with { Value = multiples.Median };
    }

    private static IReadOnlyList<IContestant> PeersOf(BenchRun run, JsonObject config) => config["form"]?.ToString() == "tape"
        ? []
        : run.Peers("cost", new TimedCase("cost", config, () => () => { })
        {
            Unit = TimeUnit.Milliseconds,
            PeerForms = ["forward", "forward+backward"],
        });
}
