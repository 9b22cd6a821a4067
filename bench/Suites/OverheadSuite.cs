using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>What an operation costs besides its arithmetic: ten numbers, and a chain of twenty operations on single ones.</summary>
internal sealed class OverheadSuite : ISuite
{
    // Enough that what calls the loop does not count, on either side.
    private const int Calls = 100;

    public static IEnumerable<Suite> Suites => [new("overhead", "operations on next to nothing, recorded or not", Run)];

    private static void Run(BenchRun run)
    {
        foreach (var recorded in new[] { false, true })
        {
            Time(run, "overhead.add", new JsonObject { ["n"] = 10, ["recorded"] = recorded }, () => Add(recorded));
        }
        Time(run, "overhead.chain", Part("forward"), () => Chain(Unrecorded));
        Time(run, "overhead.chain", Part("forward, recorded"), () => Chain(variables => variables.Forward()));
        Time(run, "overhead.chain", Part("forward+backward"), () => Chain(BothWays));
    }

    private static void Time(BenchRun run, string name, JsonObject config, Func<Action> prepare) =>
        run.Time("overhead", new TimedCase(name, config, prepare) { CallsPerRun = Calls });

    private static JsonObject Part(string part) => new() { ["operations"] = 20, ["part"] = part };

    private static Action Add(bool recorded)
    {
        var generator = new Generator(1);
        var (x, y) = (Tensor.Rand([10], generator), Tensor.Rand([10], generator));
        x.RequiresGrad = recorded;
        return () =>
        {
            for (var i = 0; i < Calls; i++) _ = x + y;
        };
    }

    private static Action Chain(Action<Variables> once)
    {
        var variables = new Variables(Variable(0.5), Variable(0.9), Variable(0.1));
        return () =>
        {
            for (var i = 0; i < Calls; i++) once(variables);
        };
    }

    private static Tensor Variable(double value)
    {
        var variable = Tensor.Scalar(value);
        variable.RequiresGrad = true;
        return variable;
    }

    private static void Unrecorded(Variables variables)
    {
        using var noGrad = NoGrad.Begin();
        variables.Forward();
    }

    private static void BothWays(Variables variables)
    {
        variables.ZeroGrad();
        variables.Forward().Backward();
    }

    private sealed record Variables(Tensor X, Tensor W, Tensor B)
    {
        // y = y w, y = y + b, ten times
        public Tensor Forward()
        {
            var y = X;
            for (var i = 0; i < 10; i++)
            {
                y = y * W;
                y = y + B;
            }
            return y;
        }

        public void ZeroGrad()
        {
            X.ZeroGrad();
            W.ZeroGrad();
            B.ZeroGrad();
        }
    }
}
