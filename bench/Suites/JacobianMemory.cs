using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>
/// The memory of both products with the Jacobian of a sigmoid layer 2048 wide at batch 100, beside that of the Jacobian itself, which has
/// a row and a column for each of the 204,800 numbers and is never made (CMU lecture 13).
/// </summary>
internal static class JacobianMemory
{
    private const int Batch = 100;
    private const int Width = 2048;
    private const long Numbers = Batch * Width;
    private const int Calls = 20;
    private const double Mebibyte = 1024 * 1024;

    public static void Measure(BenchRun run)
    {
        if (!run.Wants("cost.jacobian", Config("vjp"))) return;
        var generator = new Generator(1);
        var (x, v) = (Tensor.RandN([Batch, Width], generator), Tensor.RandN([Batch, Width], generator));
        x.RequiresGrad = true;
        var full = Numbers * Numbers * sizeof(float) / Mebibyte;
        run.Report(Measurement.Of("cost.jacobian", Config("none, the whole matrix, computed not measured"), "mebibytes", [full]));
        Measure(run, "vjp", () => Gradient.Of(x.Sigmoid(), [x], v));
        Measure(run, "jvp", () => Tangent.Of(x.Sigmoid(), x, v));
    }

    // What is held is the growth of the peak over many calls, the first included; what is allocated is that of later ones.
    private static void Measure(BenchRun run, string product, Func<object> multiply)
    {
        var peak = ResidentMemory.PeakKibibytes;
        for (var i = 0; i < Calls; i++) multiply();
        var held = (ResidentMemory.PeakKibibytes - peak) / 1024.0;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Calls; i++) multiply();
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        run.Report(Measurement.Of("cost.jacobian", Config(product), "mebibytes", [held]));
        run.Report(Measurement.Of("cost.jacobian", Config(product), "bytes_allocated_per_call", [(double)allocated / Calls]));
    }

    private static JsonObject Config(string product) => new() { ["width"] = Width, ["batch"] = Batch, ["product"] = product };
}
