using System.Text.Json.Nodes;
using Adjoint.Nn;

namespace Adjoint.Bench;

/// <summary>The measurements of one network: training steps and forward passes at batch sizes 1, 64 and 256.</summary>
/// <param name="Name">The network's name, which the twin knows too.</param>
/// <param name="Create">Makes the network.</param>
/// <param name="PeerForms">The twin's memory formats.</param>
internal sealed record TrainingCases(string Name, Func<Module<Tensor, Tensor>> Create, IReadOnlyList<string> PeerForms)
{
    public void Run(BenchRun run)
    {
        foreach (var batch in new[] { 1, 64, 256 })
        {
            Time(run, "step", Config(batch, "sgd"), () => Step(batch, "sgd"));
            Time(run, "step", Config(batch, "adam"), () => Step(batch, "adam"));
            Time(run, "forward", Config(batch, null), () => Forward(batch));
        }
    }

    private void Time(BenchRun run, string part, JsonObject config, Func<Action> prepare) =>
        run.Time("training", new TimedCase($"{Name}.{part}", config, prepare) { Unit = TimeUnit.Milliseconds, PeerForms = PeerForms });

    private static JsonObject Config(int batch, string? optimizer)
    {
        var config = new JsonObject { ["batch"] = batch };
        if (optimizer is not null) config["optimizer"] = optimizer;
        config["data"] = Digits.Source;
        return config;
    }

    private Action Step(int batch, string optimizer)
    {
        var model = Create();
        return new TrainingStep(model, TrainingStep.OptimizerOf(optimizer, model), Digits.Cut(batch)).Run;
    }

    private Action Forward(int batch)
    {
        var (model, batches, next) = (Create(), Digits.Cut(batch), 0);
        model.Eval();
        return () =>
        {
            using var noGrad = NoGrad.Begin();
            model.Forward(batches[next].Input);
            next = (next + 1) % batches.Count;
        };
    }
}
