using System.Globalization;

namespace Adjoint.Graphs;

/// <summary>One input of a step.</summary>
/// <param name="Step">The step it came from; null for a constant.</param>
/// <param name="Value">Its value.</param>
public readonly record struct TraceInput(TraceStep? Step, Tensor Value)
{
    /// <summary>The step's name, or the constant itself: a single number in full precision.</summary>
    public string Text => Step?.Name
        ?? (Value.ElementCount == 1 ? Value.Item().ToString("R", CultureInfo.InvariantCulture) : TraceNumber.Text(Value));
}
