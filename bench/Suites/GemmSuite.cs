using System.Text.Json.Nodes;
using Adjoint.Backends.Cpu;

namespace Adjoint.Bench;

/// <summary>
/// C = A B into a given output: squares, and the thin products of layers and attention; beside the peak of the machine in the same run.
/// </summary>
internal sealed class GemmSuite : ISuite
{
    private static readonly (int M, int K, int N)[] s_squares =
        [.. new[] { 64, 128, 256, 512, 1024, 2048 }.Select(size => (size, size, size))];

    private static readonly (int M, int K, int N)[] s_skinny =
    [
        (1, 256, 10000), (4, 256, 10000), (16, 256, 10000), (64, 256, 10000), (256, 64, 10000), (1, 784, 128), (64, 784, 128),
        (256, 784, 128), (64, 400, 120), (1, 256, 1024), (16, 256, 1024), (64, 256, 1024), (1, 128, 200), (32, 128, 200),
        (1, 9216, 4096), (8, 9216, 4096), (2048, 256, 1024), (128, 32, 128),
    ];

    // The weight of a linear layer is stored [out, in]. The last two are AlexNet's largest layer.
    private static readonly (int M, int K, int N)[] s_transposed =
        [(64, 256, 10000), (16, 256, 1024), (64, 784, 128), (1, 9216, 4096), (8, 9216, 4096)];

    // The gradient by the weight of that layer, of a batch of 8, and of one of LeNet-5's.
    private static readonly (int M, int K, int N)[] s_outer = [(4096, 8, 9216), (120, 64, 400)];

    public static IEnumerable<Suite> Suites =>
        [new("gemm", "matrix products, and the share of the machine's peak", run => new GemmSuite().Run(run))];

    private readonly RatesBesidePeak _rates = new();

    private void Run(BenchRun run)
    {
        foreach (var (m, k, n) in s_squares.Concat(s_skinny)) Multiply(run, m, k, n, "nn");
        foreach (var (m, k, n) in s_transposed) Multiply(run, m, k, n, "nt");
        foreach (var (m, k, n) in s_outer) Multiply(run, m, k, n, "tn");
        _rates.ReportTo(run, "gemm.peak");
    }

    private void Multiply(BenchRun run, int m, int k, int n, string layout)
    {
        var config = new JsonObject { ["m"] = m, ["k"] = k, ["n"] = n, ["layout"] = layout };
        if (run.Time("gemm", new TimedCase("gemm", config, () => Product(m, k, n, layout))) is not { } race) return;
        _rates.Add("gemm", config, 2.0 * m * k * n, race.Own.Values);
    }

    private static unsafe Action Product(int m, int k, int n, string layout)
    {
        var (a, b, c) = (new AlignedFloats(m * k), new AlignedFloats(k * n), new AlignedFloats(m * n));
        a.FillRandomly(1);
        b.FillRandomly(2);
        var (aRow, aColumn) = layout == "tn" ? (1, m) : (k, 1);
        var (bRow, bColumn) = layout == "nt" ? (1, k) : (n, 1);
        return () => Gemm.Multiply(m, n, k, a.Pointer, aRow, aColumn, b.Pointer, bRow, bColumn, c.Pointer, n, accumulate: false, bias: null);
    }
}
