namespace Adjoint.Symbolic;

/// <summary>
/// Formulas made ready to be evaluated often: a flat list of steps, in which every part that the formulas share is computed once. It is a
/// value without state, so several threads may use it at once.
/// </summary>
public sealed class CompiledFormula
{
    private readonly FormulaProgram _program;

    private CompiledFormula(IReadOnlyList<string> variables, FormulaProgram program, int resultCount)
    {
        Variables = variables;
        _program = program;
        ResultCount = resultCount;
    }

    /// <summary>The names of the variables, in the order in which values are given.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>The number of formulas.</summary>
    public int ResultCount { get; }

    /// <summary>The number of operations that one evaluation takes.</summary>
    public int StepCount => _program.StepCount;

    /// <summary>Compiles several formulas together, such as a function and its derivatives.</summary>
    /// <param name="formulas">The formulas.</param>
    /// <param name="variables">The order in which values will be given; it may name variables that do not occur.</param>
    /// <exception cref="FormulaException">A formula has a variable that is not in the list, or a name stands there twice.</exception>
    public static CompiledFormula Of(ReadOnlySpan<Formula> formulas, IReadOnlyList<string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        if (variables.Distinct().Count() != variables.Count)
        {
            throw new FormulaException($"A variable is named twice among {string.Join(", ", variables)}.");
        }
        return new CompiledFormula([.. variables], FormulaProgram.Of(formulas, variables), formulas.Length);
    }

    /// <summary>The value of the only formula.</summary>
    /// <exception cref="ArgumentException">There are several formulas, or not as many values as variables.</exception>
    public double Invoke(params ReadOnlySpan<double> values)
    {
        if (ResultCount != 1) throw new ArgumentException($"{ResultCount} formulas were compiled. Hint: Run() gives all their values.");
        var result = 0.0;
        Run(values, new Span<double>(ref result));
        return result;
    }

    /// <summary>The values of all formulas.</summary>
    /// <exception cref="ArgumentException">There are not as many values as variables, or not as many results as formulas.</exception>
    public void Run(ReadOnlySpan<double> values, Span<double> results)
    {
        if (values.Length != Variables.Count)
        {
            throw new ArgumentException($"{values.Length} values are given for the {Variables.Count} variables "
                + $"{string.Join(", ", Variables)}.", nameof(values));
        }
        if (results.Length != ResultCount)
        {
            throw new ArgumentException($"{results.Length} places are given for {ResultCount} results.", nameof(results));
        }
        _program.Run(values, results);
    }
}
