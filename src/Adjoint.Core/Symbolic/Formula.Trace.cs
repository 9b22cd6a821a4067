namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>Evaluates the formula, in float64, and keeps every step; a part that occurs several times is one step.</summary>
    /// <param name="at">The variables' names and values, in the order of their steps; further ones are steps without use.</param>
    /// <exception cref="FormulaException">A variable of the formula has no value.</exception>
    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public Graphs.Trace Trace(params IReadOnlyList<(string Name, double Value)> at)
    {
        ArgumentNullException.ThrowIfNull(at);
        string[] names = [.. at.Select(variable => variable.Name)];
        Tensor[] values = [.. at.Select(variable => Tensor.Scalar(variable.Value, DType.Float64))];
        return Graphs.Trace.Of(x => ApplyNamed(names, x), names, values, ToString());
    }

    private Tensor ApplyNamed(string[] names, Tensor[] values)
    {
        // Without a variable there is no tensor to take the element type from.
        if (names.Length == 0) return Tensor.Scalar(Evaluate(), DType.Float64);
        var named = new Dictionary<string, Tensor>(names.Length);
        for (var i = 0; i < names.Length; i++) named.Add(names[i], values[i]);
        return Apply(named);
    }
}
