using System.Text.Json.Nodes;
using Adjoint.Models;

namespace Adjoint.Bench;

/// <summary>
/// Memory of LeNet-5 in training: what a step takes from the garbage collector, whether resident memory grows, and its peak.
/// </summary>
internal sealed class MemorySuite : ISuite
{
    private const int WarmUpSteps = 1000;
    private const int StepsPerSample = 100;
    private const int LongRunSteps = 10_000;
    private const int StepsPerRecord = 1000;
    private const int PeakRunSteps = 64;

    public static IEnumerable<Suite> Suites => [new("memory", "what training LeNet-5 allocates and holds", Run)];

    private static void Run(BenchRun run)
    {
        foreach (var optimizer in new[] { "sgd", "adam" }) MeasureAllocation(run, optimizer);
        MeasureGrowth(run);
        MeasurePeak(run);
    }

    private static void MeasureAllocation(BenchRun run, string optimizer)
    {
        var config = Config(optimizer);
        if (!run.Wants("memory.allocated", config)) return;
        var step = NewStep(optimizer);
        Repeat(step, WarmUpSteps);
        var samples = new Sampler("Adjoint", () =>
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Repeat(step, StepsPerSample);
            return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / StepsPerSample;
        });
        run.Compete("memory.allocated", config, "bytes_per_step", samples, []);
    }

    private static void MeasureGrowth(BenchRun run)
    {
        var config = Config("sgd", LongRunSteps);
        if (!run.Wants("memory.resident", config)) return;
        var step = NewStep("sgd");
        Repeat(step, WarmUpSteps);
        List<double> sizes = [ResidentMemory.Kibibytes / 1024.0];
        for (var done = 0; done < LongRunSteps; done += StepsPerRecord)
        {
            Repeat(step, StepsPerRecord);
            sizes.Add(ResidentMemory.Kibibytes / 1024.0);
        }
        run.Report(Measurement.Of("memory.resident", config, "mebibytes", sizes) with { Value = sizes[^1] });
        double[] growth = [.. sizes.Skip(1).Select(size => size - sizes[0])];
        run.Report(Measurement.Of("memory.resident_growth", config, "mebibytes", growth) with { Value = growth[^1] });
    }

    private static void MeasurePeak(BenchRun run)
    {
        var config = Config("sgd", PeakRunSteps);
        if (!run.Wants("memory.peak", config)) return;
        IContestant[] peers = run.Options.WithPeer ? [.. ChildProcess.Peers.Select(Contestant)] : [];
        run.Compete("memory.peak", config, "mebibytes", Contestant(ChildProcess.OwnThroughDotnet), peers);
    }

    private static IContestant Contestant(ChildProcess child) => new Sampler(child.Name, () => child.PeakMebibytes(PeakRunSteps));

    private static TrainingStep NewStep(string optimizer)
    {
        var model = new LeNet5();
        return new TrainingStep(model, TrainingStep.OptimizerOf(optimizer, model), Digits.Cut(ChildWork.BatchSize));
    }

    private static void Repeat(TrainingStep step, int times)
    {
        for (var i = 0; i < times; i++) step.Run();
    }

    private static JsonObject Config(string optimizer, int? steps = null)
    {
        var config = new JsonObject { ["model"] = "lenet5", ["batch"] = ChildWork.BatchSize, ["optimizer"] = optimizer };
        if (steps is { } count) config["steps"] = count;
        return config;
    }
}
