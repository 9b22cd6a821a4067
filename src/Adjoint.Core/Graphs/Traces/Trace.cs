using System.Text.Json;

namespace Adjoint.Graphs;

/// <summary>
/// A function at one point with every intermediate number: the forward evaluation trace, the forward derivative trace by each variable and
/// the reverse adjoint trace of UBC lecture 2. Step v0 is the first variable; after the variables come the operations by level (the longest
/// path from a variable or number), within a level by first appearance. For results and variables that are not single numbers, adjoints are those of
/// the sum of the result's elements, and tangents those along a direction of ones.
/// </summary>
public sealed class Trace
{
    private readonly Tensor?[]?[] _tangents;
    private readonly TraceRecord _record;

    private Trace(string? formula, IReadOnlyList<string> variables, TraceRecord record)
    {
        Formula = formula;
        Variables = variables;
        _record = record;
        Value = record.Value;
        Steps = record.Steps;
        Output = record.Output;
        _tangents = new Tensor?[]?[variables.Count];
    }

    /// <summary>The formula's text, if it was given.</summary>
    public string? Formula { get; }

    /// <summary>The names of the variables; the step of the i-th is <see cref="Steps"/>[i].</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>All steps, each after its inputs.</summary>
    public IReadOnlyList<TraceStep> Steps { get; }

    /// <summary>The step whose value is the result; null if the function is a constant.</summary>
    public TraceStep? Output { get; }

    /// <summary>The result.</summary>
    public Tensor Value { get; }

    /// <summary>What the result is called: y, or f if a variable is called y.</summary>
    public string ResultName => _record.ResultName;

    /// <summary>
    /// Where the first number that is not finite came from finite ones, in a value or a local derivative; null if there is none.
    /// </summary>
    public TraceProblem? Problem { get; private init; }

    /// <summary>Computes a function of tensors and keeps every step.</summary>
    /// <param name="f">The function; it is called once. Variables that it captures are steps as well, named w1, w2, ...</param>
    /// <param name="names">One name a variable, all different.</param>
    /// <param name="values">One value a variable, floats of any shape; the trace works on copies.</param>
    /// <param name="formula">The function's text, to be printed with the trace.</param>
    /// <exception cref="ArgumentException">The numbers of names and values differ, or a name is given twice.</exception>
    /// <exception cref="DTypeException">A value is not floating-point.</exception>
    /// <exception cref="GradientException">The function uses a result that was recorded before, or changed a value in place.</exception>
    public static Trace Of(
        Func<Tensor[], Tensor> f, IReadOnlyList<string> names, IReadOnlyList<Tensor> values, string? formula = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        return Of(f, names, values, formula, []);
    }

    /// <summary>The same, where some leaves are numbers of the formula: they stand in the steps as they are.</summary>
    internal static Trace Of(
        Func<Tensor[], Tensor> f, IReadOnlyList<string> names, IReadOnlyList<Tensor> values, string? formula, Tensor[] numbers)
    {
        CheckNames(names, values.Count);
        var record = TraceRecord.Of(f, names, values, numbers);
        using var noGrad = NoGrad.Begin();
        LocalDerivatives.Fill(record.Steps);
        AdjointWalk.Fill(record.Steps, record.Output);
        return new Trace(formula, [.. names], record) { Problem = TraceProblem.FirstOf(record.Steps) };
    }

    /// <summary>Computes a function of single numbers, as float64 tensors without dimensions, and keeps every step.</summary>
    /// <param name="f">The function; it is called once.</param>
    /// <param name="at">The variables' names and values.</param>
    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public static Trace Of(Func<Tensor[], Tensor> f, params ReadOnlySpan<(string Name, double Value)> at)
    {
        var names = new string[at.Length];
        var values = new Tensor[at.Length];
        for (var i = 0; i < at.Length; i++) (names[i], values[i]) = (at[i].Name, Tensor.Scalar(at[i].Value, DType.Float64));
        return Of(f, names, values);
    }

    /// <summary>
    /// The tangents of all steps by one variable, computed on the first call: dv0/dx, dv1/dx, ... in the order of <see cref="Steps"/>, each
    /// of its step's shape; null where a step does not depend on the variable, which means zero.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    public IReadOnlyList<Tensor?> Tangents(string variable) => TangentsOf(IndexOf(variable));

    /// <summary>The derivative of the result by one variable in forward mode; zero if it does not depend on it.</summary>
    /// <inheritdoc cref="Tangents(string)"/>
    public Tensor Tangent(string variable) => (Output is null ? null : Tangents(variable)[Output.Index]) ?? Value.NewFull(Value.Shape, 0);

    /// <summary>The derivative of the result by one variable in reverse mode: the adjoint of its step, of the variable's shape.</summary>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    public Tensor Adjoint(string variable) => Steps[IndexOf(variable)].Adjoint;

    /// <summary>The three traces as text; of long ones the middle is left out.</summary>
    public override string ToString() => TraceText.Of(this);

    /// <summary>The forward evaluation trace as text.</summary>
    public string ToEvaluationText() => TraceText.Evaluation(this);

    /// <summary>The forward derivative traces as text, one a variable.</summary>
    public string ToTangentText() => TraceText.Tangents(this);

    /// <summary>The reverse adjoint trace as text, with what each adjoint is the sum of.</summary>
    public string ToAdjointText() => TraceText.Adjoints(this);

    /// <summary>
    /// The graph as a picture: in each box the step with its value and adjoint, on each edge the local derivative (UBC lecture 2).
    /// </summary>
    /// <exception cref="ArgumentException">The graph is too large to be drawn.</exception>
    public string ToSvg() => TraceSvg.Of(this, _record.ToGraph());

    /// <summary>
    /// All steps as one JSON object, numbers in full precision; one that is not finite is null, and its step says
    /// <c>"nonfinite":"nan"</c> or <c>"inf"</c>.
    /// </summary>
    public string ToJson() => TraceJson.Of(this);

    /// <summary>
    /// Writes one step's fields, as <see cref="ToJson"/> does, into the object that is open: name, operation or variable, expression,
    /// inputs, level, value, local, tangents, adjoint, contributions.
    /// </summary>
    public void WriteFields(TraceStep step, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(json);
        TraceJson.WriteStep(this, step, json);
    }

    internal IReadOnlyList<Tensor?> TangentsOf(int variable) => _tangents[variable] ??= TangentWalk.By(Steps, variable);

    private int IndexOf(string variable)
    {
        for (var i = 0; i < Variables.Count; i++)
        {
            if (Variables[i] == variable) return i;
        }
        throw new ArgumentException($"This trace has no variable '{variable}'; it has {string.Join(", ", Variables)}.", nameof(variable));
    }

    private static void CheckNames(IReadOnlyList<string> names, int values)
    {
        if (names.Count != values)
            throw new ArgumentException($"Trace: {names.Count} names were given for {values} values.", nameof(names));
        var seen = new HashSet<string>();
        foreach (var name in names)
        {
            if (!seen.Add(name)) throw new ArgumentException($"Trace: the variable '{name}' is given twice.", nameof(names));
        }
    }
}
