using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>
/// A million operations on single numbers, recorded and gone through backward: on our tape and with our tensors of one element, against an
/// engine in plain Python (one object and one closure an operation, as in micrograd) and against PyTorch's tensors of one element.
/// </summary>
internal sealed class ScalarSuite : ISuite
{
    private const int Operations = 1_000_000;

    public static IEnumerable<Suite> Suites => [new("scalar", "a million operations on single numbers, recorded and differentiated", Run)];

    private static void Run(BenchRun run)
    {
        foreach (var (form, prepare) in new (string, Func<Action>)[] { ("tape", OnTape), ("tensor", WithTensors) })
        {
            Time(run, form, "plain Python", prepare, hasVariants: false);
            Time(run, form, "PyTorch", prepare, hasVariants: true);
        }
    }

    private static void Time(BenchRun run, string form, string against, Func<Action> prepare, bool hasVariants)
    {
        var config = new JsonObject { ["operations"] = Operations, ["form"] = form, ["against"] = against };
        run.Time("scalar", new TimedCase("scalar.backward", config, prepare)
        {
            Unit = TimeUnit.Milliseconds,
            PeerVariants = hasVariants ? PeerVariant.All : [PeerVariant.All[0]],
        });
    }

    private static Action OnTape()
    {
        var tape = new ScalarTape();
        return () =>
        {
            tape.Clear();
            var variables = tape.Variables([.. ScalarProgram.Start]);
            ScalarProgram.Run(Operations, variables).Backward().Of(variables);
        };
    }

    private static Action WithTensors() => () => ScalarProgram.Run(Operations, ScalarProgram.TensorVariables()).Backward();
}
