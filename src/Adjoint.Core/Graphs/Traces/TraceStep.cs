namespace Adjoint.Graphs;

/// <summary>One line of a trace: a variable, or one operation with its numbers.</summary>
public sealed class TraceStep
{
    private readonly string _letter;

    internal TraceStep(
        string letter, int index, int level, Node node, Tensor value, string? variable, IReadOnlyList<TraceInput> inputs)
    {
        _letter = letter;
        Index = index;
        Level = level;
        Node = node;
        Value = value;
        Variable = variable;
        Inputs = inputs;
    }

    /// <summary>The place in the trace.</summary>
    public int Index { get; }

    /// <summary>v0, v1, ...; with another letter if a variable is called so.</summary>
    public string Name => FormattableString.Invariant($"{_letter}{Index}");

    /// <summary>The longest path from a variable or number to here, in steps; 0 for a variable.</summary>
    public int Level { get; }

    /// <summary>The variable's name; null for an operation.</summary>
    public string? Variable { get; }

    /// <summary>The operation; null for a variable.</summary>
    public Operation? Operation => Node.Operation;

    /// <summary>Path of the module that was running; null outside any module.</summary>
    public string? ModulePath => Node.ModulePath;

    /// <summary>What the operation was given.</summary>
    public IReadOnlyList<TraceInput> Inputs { get; }

    /// <summary>The step as a formula of the steps before, as in <c>ln(v0)</c> or <c>v0*v1</c>; a variable's name.</summary>
    public string Expression => Variable ?? Operation!.Notation([.. Inputs.Select(input => input.Text)]);

    /// <summary>The formula with numbers in place of names, as in <c>ln(2)</c>; a variable's value.</summary>
    public string NumericExpression =>
        Variable is null ? Operation!.Notation([.. Inputs.Select(input => TraceNumber.Text(input.Value))]) : TraceNumber.Text(Value);

    /// <summary>The result of the step.</summary>
    public Tensor Value { get; }

    /// <summary>The derivatives of this step by its inputs, one for each input that is a step.</summary>
    public IReadOnlyList<LocalDerivative> LocalDerivatives { get; internal set; } = [];

    /// <summary>The derivative of the result by this step, of its shape; zero if no path leads from here to the result.</summary>
    public Tensor Adjoint { get; internal set; } = null!;

    /// <summary>
    /// What the adjoint is the sum of: one contribution a use of this step, in the order in which the reverse walk adds them.
    /// </summary>
    public IReadOnlyList<AdjointContribution> Contributions { get; internal set; } = [];

    internal Node Node { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} = {Expression} = {TraceNumber.Text(Value)}";
}
