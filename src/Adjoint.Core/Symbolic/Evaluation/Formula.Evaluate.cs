namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>The value for given values of the variables, in double precision.</summary>
    /// <exception cref="FormulaException">A variable has no value.</exception>
    public double Evaluate(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        string[] names = [.. values.Keys];
        return Run(names, [.. names.Select(name => values[name])]);
    }

    /// <inheritdoc cref="Evaluate(IReadOnlyDictionary{string, double})"/>
    public double Evaluate(params ReadOnlySpan<(string Name, double Value)> values)
    {
        var names = new string[values.Length];
        var numbers = new double[values.Length];
        for (var i = 0; i < names.Length; i++) (names[i], numbers[i]) = values[i];
        return Run(names, numbers);
    }

    /// <summary>
    /// Runs the formula's operations on tensors, one for each variable, with broadcasting; recorded as usual, so the result can be
    /// differentiated. Numbers take the element type and the backend of the tensors; a part that occurs several times is computed once.
    /// </summary>
    /// <exception cref="FormulaException">A variable has no value, or there is no tensor at all.</exception>
    /// <exception cref="DTypeException">The tensors differ in element type.</exception>
    /// <exception cref="ShapeException">The shapes cannot be broadcast.</exception>
    public Tensor Apply(IReadOnlyDictionary<string, Tensor> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Values.FirstOrDefault() is not { } example)
        {
            throw new FormulaException("No tensor is given. Hint: to evaluate a formula without variables call Evaluate().");
        }
        return Apply(example, values, []);
    }

    // The operations of parts without variables are given the tensors of the numbers in place of constants.
    private Tensor Apply(Tensor example, IReadOnlyDictionary<string, Tensor> values, Dictionary<Formula, Tensor> numbers)
    {
        var results = new Dictionary<Formula, Tensor>();
        Tensor[] inputs = [example, example, example];
        foreach (var part in FormulaOrder.Of(this))
        {
            for (var i = 0; i < part._arguments.Length; i++)
            {
                var argument = part._arguments[i];
                inputs[i] = part.LeadVariable is null && numbers.TryGetValue(argument, out var number) ? number : results[argument];
            }
            results.Add(part, part.Operation is { } operation
                ? operation.Apply(inputs.AsSpan(0, part._arguments.Length))
                : part.Leaf(example, values));
        }
        return results[this];
    }

    private double Run(IReadOnlyList<string> names, ReadOnlySpan<double> values)
    {
        var result = 0.0;
        FormulaProgram.Of([this], names).Run(values, new Span<double>(ref result));
        return result;
    }

    private Tensor Leaf(Tensor example, IReadOnlyDictionary<string, Tensor> values)
    {
        if (Value is not { } number)
        {
            return values.TryGetValue(Name!, out var tensor) ? tensor : throw new FormulaException(
                $"The formula has a variable {Name}, for which no tensor is given; given are {string.Join(", ", values.Keys)}.");
        }
        return IsCondition ? example.Constant(0).Equal(number == 0 ? 1 : 0) : example.Constant(number);
    }
}
