using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>From the start of a process to the end of its first training step of LeNet-5, files in the cache of the system.</summary>
internal sealed class StartupSuite : ISuite
{
    public static IEnumerable<Suite> Suites => [new("startup", "start of a process to the end of the first LeNet-5 step", Run)];

    private static readonly ChildTask s_task = ChildTask.LeNet5(1);

    private static void Run(BenchRun run)
    {
        foreach (var own in new[] { ChildProcess.OwnThroughDotnet, ChildProcess.OwnExecutable })
        {
            var config = new JsonObject { ["model"] = s_task.Network, ["batch"] = s_task.Batch, ["optimizer"] = "sgd", ["started"] = own.Name };
            if (!run.Wants("startup", config)) continue;
            IContestant[] peers = run.Options.WithPeer ? [.. ChildProcess.Peers.Select(Contestant)] : [];
            run.Compete("startup", config, "seconds", Contestant(own), peers);
        }
    }

    private static IContestant Contestant(ChildProcess child) => new Sampler(child.Name, () => child.SecondsToFirstStep(s_task));
}
