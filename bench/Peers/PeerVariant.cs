using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Bench;

/// <summary>
/// One way to run PyTorch. Which is its best differs from work to work: one thread or all, and the library as it is installed or tuned.
/// Tuned means its AVX-512 kernels, an OpenBLAS that shares one thread pool with it (two pools fight over the cores), and a malloc that
/// keeps freed memory.
/// </summary>
internal sealed record PeerVariant(int Threads, bool IsTuned)
{
    private const string OpenMpBlas = "/usr/lib/x86_64-linux-gnu/openblas-openmp";

    // Bytes: nothing is mapped and unmapped for each tensor, and nothing given back to the system.
    private const string KeepAll = "8000000000";
    private const string KeepOnTop = "67108864";

    public static IReadOnlyList<PeerVariant> All { get; } =
    [
        .. from threads in new[] { 1, Environment.ProcessorCount }.Distinct()
           from isTuned in new[] { true, false }
           select new PeerVariant(threads, isTuned),
    ];

    /// <summary>The tuned ones: for work whose time is all in kernels that tuning cannot slow down.</summary>
    public static IReadOnlyList<PeerVariant> Tuned { get; } = [.. All.Where(variant => variant.IsTuned)];

    public string Name => $"{Threads} thread{(Threads == 1 ? "" : "s")}{(IsTuned ? ", tuned" : "")}";

    /// <summary>Sets what the libraries read when the process starts.</summary>
    public void ApplyTo(ProcessStartInfo start)
    {
        foreach (var variable in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
        {
            start.Environment[variable] = Threads.ToString(CultureInfo.InvariantCulture);
        }
        start.Environment.Remove("ATEN_CPU_CAPABILITY");
        if (!IsTuned) return;
        if (Avx512F.IsSupported) start.Environment["ATEN_CPU_CAPABILITY"] = "avx512";
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = KeepAll;
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = KeepAll;
        start.Environment["MALLOC_TOP_PAD_"] = KeepOnTop;
        if (Directory.Exists(OpenMpBlas)) start.Environment["LD_LIBRARY_PATH"] = OpenMpBlas;
    }
}
