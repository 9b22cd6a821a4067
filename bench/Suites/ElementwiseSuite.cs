using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>Elementwise operations on a million numbers: eight in a row, forward and both ways, and single ones.</summary>
internal sealed class ElementwiseSuite : ISuite
{
    private const int Length = 1_000_000;

    public static IEnumerable<Suite> Suites => [new("elementwise", "eight operations in a row and single ones on a million numbers", Run)];

    private static void Run(BenchRun run)
    {
        run.Time("elementwise", new TimedCase("elementwise.chain", Config("part", "forward"), Forward));
        run.Time("elementwise", new TimedCase("elementwise.chain", Config("part", "forward+backward"), BothWays));
        Single(run, "add", (x, y) => x + y);
        Single(run, "relu", (x, _) => x.Relu());
        Single(run, "exp", (x, _) => x.Exp());
        Single(run, "tanh", (x, _) => x.Tanh());
        Single(run, "sum", (x, _) => x.Sum());
    }

    private static void Single(BenchRun run, string operation, Func<Tensor, Tensor, Tensor> apply) =>
        run.Time("elementwise", new TimedCase("elementwise.single", Config("operation", operation), () =>
        {
            var (x, y) = Inputs();
            return () => apply(x, y);
        }));

    private static Action Forward()
    {
        var (x, y) = Inputs();
        return () =>
        {
            using var noGrad = NoGrad.Begin();
            Chain(x, y);
        };
    }

    private static Action BothWays()
    {
        var (x, y) = Inputs();
        x.RequiresGrad = true;
        return () =>
        {
            x.ZeroGrad();
            Chain(x, y).Sum().Backward();
        };
    }

    private static Tensor Chain(Tensor x, Tensor y)
    {
        var t = (x * 1.5 + 0.25).Relu();
        t = (t * y).Tanh().Sigmoid() - y;
        return t * t;
    }

    private static (Tensor X, Tensor Y) Inputs()
    {
        var generator = new Generator(1);
        return (Tensor.RandN([Length], generator), Tensor.RandN([Length], generator));
    }

    private static JsonObject Config(string key, string value) => new() { ["n"] = Length, [key] = value };
}
