namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>
    /// Evaluates the formula, in float64, and keeps every step, those without variables such as <c>ln(2)</c> too; a part that occurs
    /// several times is one step, and a number by itself is none.
    /// </summary>
    /// <param name="at">The variables' names and values, in the order of their steps; further ones are steps without use.</param>
    /// <exception cref="FormulaException">A variable of the formula has no value.</exception>
    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public Graphs.Trace Trace(params IReadOnlyList<(string Name, double Value)> at)
    {
        ArgumentNullException.ThrowIfNull(at);
        string[] names = [.. at.Select(variable => variable.Name)];
        Tensor[] values = [.. at.Select(variable => Tensor.Scalar(variable.Value, DType.Float64))];
        var numbers = RecordedNumbers();
        return Graphs.Trace.Of(x => ApplyNamed(names, x, numbers), names, values, ToString(), [.. numbers.Values]);
    }

    private Tensor ApplyNamed(string[] names, Tensor[] values, Dictionary<Formula, Tensor> numbers)
    {
        var named = new Dictionary<string, Tensor>(names.Length);
        for (var i = 0; i < names.Length; i++) named.Add(names[i], values[i]);
        return Apply(names.Length == 0 ? Tensor.Scalar(0.0, DType.Float64) : values[0], named, numbers);
    }

    // An operation is recorded only where an input requires a gradient; in a part without variables it is the numbers that must.
    private Dictionary<Formula, Tensor> RecordedNumbers()
    {
        var numbers = new Dictionary<Formula, Tensor>();
        foreach (var part in FormulaOrder.Of(this).Where(part => part.Operation is not null && part.LeadVariable is null))
        {
            foreach (var argument in part._arguments)
            {
                if (argument is not { Value: { } value, IsCondition: false } || numbers.ContainsKey(argument)) continue;
                var number = Tensor.Scalar(value, DType.Float64);
                number.RequiresGrad = true;
                numbers.Add(argument, number);
            }
        }
        return numbers;
    }
}
