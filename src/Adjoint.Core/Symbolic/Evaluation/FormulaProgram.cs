using System.Buffers;

namespace Adjoint.Symbolic;

/// <summary>
/// Formulas as a flat list of steps, each distinct part computed once: constants and variables fill the first slots, then each step writes
/// the next one.
/// </summary>
internal sealed class FormulaProgram
{
    private const int StackSlots = 128;

    private readonly double[] _numbers;
    private readonly int[] _variableSlots;
    private readonly Step[] _steps;
    private readonly int[] _results;

    private FormulaProgram(double[] numbers, int[] variableSlots, Step[] steps, int[] results)
    {
        _numbers = numbers;
        _variableSlots = variableSlots;
        _steps = steps;
        _results = results;
    }

    /// <summary>The program of formulas whose variables will be given in an order.</summary>
    /// <exception cref="FormulaException">A formula has a variable that is not in the list.</exception>
    public static FormulaProgram Of(ReadOnlySpan<Formula> formulas, IReadOnlyList<string> variables)
    {
        var order = FormulaOrder.Of(formulas);
        var slots = new Dictionary<Formula, int>(order.Count);
        var numbers = order.Where(part => part.Value is not null).ToArray();
        foreach (var number in numbers) slots.Add(number, slots.Count);
        var variableSlots = VariableSlots(order, variables, slots);
        var steps = new List<Step>();
        foreach (var part in order)
        {
            if (part.Operation is null) continue;
            var arguments = part.ArgumentSpan;
            var (x, y, z) = (slots[arguments[0]], arguments.Length > 1 ? slots[arguments[1]] : 0, arguments.Length > 2 ? slots[arguments[2]] : 0);
            steps.Add(new Step(part.Operation, x, y, z));
            slots.Add(part, slots.Count);
        }
        var results = new int[formulas.Length];
        for (var i = 0; i < results.Length; i++) results[i] = slots[formulas[i]];
        return new FormulaProgram([.. numbers.Select(number => number.Value!.Value)], variableSlots, [.. steps], results);
    }

    public int StepCount => _steps.Length;

    public void Run(ReadOnlySpan<double> values, Span<double> results)
    {
        var count = _numbers.Length + _variableSlots.Length + _steps.Length;
        var rented = count > StackSlots ? ArrayPool<double>.Shared.Rent(count) : null;
        var slots = rented is null ? stackalloc double[StackSlots] : rented.AsSpan();
        _numbers.CopyTo(slots);
        var next = _numbers.Length;
        foreach (var index in _variableSlots) slots[next++] = values[index];
        foreach (ref readonly var step in _steps.AsSpan())
        {
            slots[next++] = ScalarDefinition.Of(step.Operation, slots[step.X], slots[step.Y], slots[step.Z]);
        }
        for (var i = 0; i < _results.Length; i++) results[i] = slots[_results[i]];
        if (rented is not null) ArrayPool<double>.Shared.Return(rented);
    }

    private static int[] VariableSlots(List<Formula> order, IReadOnlyList<string> variables, Dictionary<Formula, int> slots)
    {
        var places = new Dictionary<string, int>(variables.Count);
        for (var i = 0; i < variables.Count; i++) places.TryAdd(variables[i], i);
        var indices = new List<int>();
        foreach (var part in order)
        {
            if (part.Name is not { } name) continue;
            if (!places.TryGetValue(name, out var index))
            {
                throw new FormulaException($"The formula has a variable {name}, for which no value is given"
                    + (variables.Count == 0 ? "." : $"; given are {string.Join(", ", variables)}."));
            }
            indices.Add(index);
            slots.Add(part, slots.Count);
        }
        return [.. indices];
    }

    private readonly record struct Step(Operation Operation, int X, int Y, int Z);
}
