namespace Adjoint.Graphs;

/// <summary>The step of a trace at which a number that is not finite came from finite ones.</summary>
/// <param name="Step">The step.</param>
/// <param name="By">The input whose local derivative is not finite; null if it is the value.</param>
/// <param name="Found">NaN or an infinity.</param>
/// <param name="Text">What happened, as in <c>value is NaN from v3 = ln(v1) on: ln of a negative number, v1 = -2</c>.</param>
public sealed record TraceProblem(TraceStep Step, TraceStep? By, double Found, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static TraceProblem? FirstOf(IReadOnlyList<TraceStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Inputs.All(input => TraceNumber.FirstNonFinite(input.Value) is null) && Of(step) is { } problem) return problem;
        }
        return null;
    }

    private static TraceProblem? Of(TraceStep step)
    {
        if (TraceNumber.FirstNonFinite(step.Value) is var (index, value))
        {
            string[] parts = step.Variable is null ? [Reason(step, index, value), InputsAt(step, index)] : [];
            var reason = string.Join(", ", parts.Where(part => part.Length > 0));
            var end = reason.Length > 0 ? $": {reason}" : "";
            return new TraceProblem(step, null, value, $"value is {TraceNumber.Text(value)} from {step.Name} = {step.Expression} on{end}");
        }
        foreach (var local in step.LocalDerivatives)
        {
            if (local.Value is null || TraceNumber.FirstNonFinite(local.Value) is not var (at, slope)) continue;
            return new TraceProblem(step, local.By, slope, $"derivative d{step.Name}/d{local.By.Name} is {TraceNumber.Text(slope)} at "
                + $"{step.Name} = {step.Expression}: {InputsAt(step, at)}");
        }
        return null;
    }

    private static string Reason(TraceStep step, int index, double value)
    {
        var numbers = step.Inputs.Select(input => ElementAt(input.Value, step.Value.Shape, index)).ToArray();
        var known = numbers.Contains(null) ? null : step.Operation!.DomainProblem([.. numbers.Select(number => number!.Value)]);
        if (known is null && double.IsInfinity(value)) known = $"beyond the largest {step.Value.DType.Text}";
        return known ?? "";
    }

    private static string InputsAt(TraceStep step, int index)
    {
        var texts = step.Inputs.Where(input => input.Step is not null).DistinctBy(input => input.Step).Select(input =>
            ElementAt(input.Value, step.Value.Shape, index) is { } number
                ? $"{input.Text} = {TraceNumber.Text(number)}"
                : $"{input.Text} = {TraceNumber.Text(input.Value)}");
        return string.Join(", ", texts);
    }

    // The element of an input that an element of an elementwise result came from; null where it is not known.
    private static double? ElementAt(Tensor input, Shape shape, int index)
    {
        if (input.ElementCount == 1) return input.Item();
        return input.Shape == shape ? TraceNumber.Doubles(input)[index] : null;
    }
}
