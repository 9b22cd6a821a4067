using System.Diagnostics;
using Adjoint;

namespace Activations;

/// <summary>How long an activation takes, forward and backward, on one thread.</summary>
internal static class Cost
{
    private const int Rows = 256;
    private const int Columns = 512;
    private const double Seconds = 0.25;

    /// <summary>Nanoseconds an input element, the least of many runs.</summary>
    public static double Of(Candidate candidate)
    {
        var function = candidate.Create();
        var x = Tensor.RandN([Rows, Columns], new Generator(1));
        x.RequiresGrad = true;
        var incoming = Tensor.Ones([Rows, Columns / candidate.InputsPerUnit]);
        var least = double.PositiveInfinity;
        // The compiler takes a while to settle on its best code.
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin).TotalSeconds < Seconds;)
        {
            var start = Stopwatch.GetTimestamp();
            Gradient.Of(function.Forward(x), [x], incoming);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
        return least / (Rows * Columns);
    }
}
