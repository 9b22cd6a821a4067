using System.Text.Json.Nodes;

namespace Adjoint.Bench;

/// <summary>
/// Floating-point rates of kernels beside the peak of the machine in the same run. They are reported at the end, when the peak has been
/// seen often enough to be one.
/// </summary>
internal sealed class RatesBesidePeak
{
    private const int FirstPeakSamples = 20;

    private readonly List<double> _peaks = [];
    private readonly List<(string Name, JsonObject Config, double[] Rates)> _rates = [];

    public RatesBesidePeak()
    {
        for (var i = 0; i < FirstPeakSamples; i++) MeasurePeak();
    }

    /// <param name="name">The measurement's name.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="flops">Operations of one call.</param>
    /// <param name="microseconds">The samples, times of one call.</param>
    public void Add(string name, JsonObject config, double flops, IReadOnlyList<double> microseconds)
    {
        MeasurePeak();
        _rates.Add((name, config, [.. microseconds.Select(one => 1e-3 * flops / one)]));
    }

    public void ReportTo(BenchRun run, string peakName)
    {
        var peak = _peaks.Max();
        foreach (var (name, config, rates) in _rates)
        {
            run.Report(Measurement.OfRates(name, config, "gflops", rates));
            run.Report(Measurement.OfRates(name, config, "percent_of_peak", [.. rates.Select(rate => 100 * rate / peak)]));
        }
        run.Report(Measurement.OfRates(peakName, [], "gflops", _peaks));
    }

    private void MeasurePeak() => _peaks.Add(FmaPeak.Measure());
}
