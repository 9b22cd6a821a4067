using System.Text.Json.Nodes;
using Adjoint.Models;

namespace Adjoint.Bench;

/// <summary>
/// Memory of LeNet-5 in training: what a step takes from the garbage collector and whether resident memory grows; and the peak of networks
/// in training and inference, a fresh process each.
/// </summary>
internal sealed class MemorySuite : ISuite
{
    private const int WarmUpSteps = 1000;
    private const int StepsPerSample = 100;
    private const int LongRunSteps = 10_000;
    private const int StepsPerRecord = 1000;
    private const int BatchSize = 64;

    private static readonly ChildTask[] s_peaks =
    [
        ChildTask.LeNet5(64), new("resnet18_cifar", BenchNetwork.Step, 32, 8), new("alexnet", BenchNetwork.Step, 8, 8),
        new("alexnet", BenchNetwork.Forward, 1, 16), new("googlenet", BenchNetwork.Forward, 1, 16),
    ];

    public static IEnumerable<Suite> Suites => [new("memory", "what training LeNet-5 allocates and holds, and the peak memory of networks", Run)];

    private static void Run(BenchRun run)
    {
        foreach (var optimizer in new[] { "sgd", "adam" }) MeasureAllocation(run, optimizer);
        MeasureGrowth(run);
        foreach (var task in s_peaks) MeasurePeak(run, task);
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

    private static void MeasurePeak(BenchRun run, ChildTask task)
    {
        var config = new JsonObject
        {
            ["model"] = task.Network,
            ["part"] = task.Part,
            ["batch"] = task.Batch,
            ["steps"] = task.Steps,
        };
        if (!run.Wants("memory.peak", config)) return;
        IContestant[] peers = run.Options.WithPeer ? [.. ChildProcess.Peers.Select(peer => Contestant(peer, task))] : [];
        run.Compete("memory.peak", config, "mebibytes", Contestant(ChildProcess.OwnThroughDotnet, task), peers);
    }

    private static Sampler Contestant(ChildProcess child, ChildTask task) =>
        new Sampler(child.Name, () => child.PeakMebibytes(task));

    private static TrainingStep NewStep(string optimizer)
    {
        var model = new LeNet5();
        return new TrainingStep(model, TrainingStep.OptimizerOf(optimizer, model), Digits.Cut(BatchSize));
    }

    private static void Repeat(TrainingStep step, int times)
    {
        for (var i = 0; i < times; i++) step.Run();
    }

    private static JsonObject Config(string optimizer, int? steps = null)
    {
        var config = new JsonObject { ["model"] = "lenet5", ["batch"] = BatchSize, ["optimizer"] = optimizer };
        if (steps is { } count) config["steps"] = count;
        return config;
    }
}
