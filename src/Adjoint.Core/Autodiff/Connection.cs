using System.Globalization;
using System.Text;

namespace Adjoint.Autodiff;

/// <summary>Whether there is a path of recorded steps from a result to what it is to be differentiated by, and if not, why.</summary>
internal static class Connection
{
    // A mask or a position a layer would fill the screen.
    private const int MostStopsShown = 3;

    /// <exception cref="GradientException">One of the tensors has no path to the result; nothing was used up.</exception>
    public static void Require(string caller, Tensor y, GraphOrder? order, ReadOnlySpan<Tensor> by, string? byText)
    {
        for (var i = 0; i < by.Length; i++)
        {
            if (order is not null && by[i].Node is { } node && order.IndexOf(node) >= 0) continue;
            var which = byText is null ? $"tensor {i}" : $"tensor {i} of {byText}";
            throw new GradientException(
                $"{caller}: the result does not depend on {which}, which is {by[i].Type}. {Reason(y, order)}Hint: {Hint(caller, by[i])}");
        }
    }

    /// <summary>The places where paths to the result were cut, those near to the result first, each once.</summary>
    public static IReadOnlyList<GradientStop> Stops(GraphOrder order)
    {
        var seen = new HashSet<GradientStop>();
        var stops = new List<GradientStop>();
        for (var i = 0; i < order.Count; i++)
        {
            for (var input = 0; input < order[i].InputCount; input++)
            {
                if (order[i].InputStop(input) is { } stop && seen.Add(stop)) stops.Add(stop);
            }
        }
        return stops;
    }

    private static string Reason(Tensor y, GraphOrder? order)
    {
        IReadOnlyList<GradientStop> stops = order is not null ? Stops(order) : y.GradientStop is { } only ? [only] : [];
        if (stops.Count == 0) return "";
        var text = new StringBuilder("Some paths to it were cut: the gradient stops at ");
        text.AppendJoin("; at ", stops.Take(MostStopsShown));
        if (stops.Count > MostStopsShown)
            text.Append(CultureInfo.InvariantCulture, $"; and at {stops.Count - MostStopsShown} more places");
        return text.Append(". ").ToString();
    }

    private static string Hint(string caller, Tensor target) => target.GradientStop is { } stop ? $"this tensor is itself behind a stop, {stop}."
        : target.RequiresGrad ? $"{caller}OrNull() allows tensors without a path."
        : "set its RequiresGrad = true before computing with it.";
}
