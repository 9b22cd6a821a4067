using Adjoint.Autodiff;

namespace Adjoint.Symbolic;

/// <summary>Differentiates a formula by running it, and the operations' reverse rules, on symbols.</summary>
internal static class ReverseRules
{
    /// <summary>The derivatives by variables as the rules give them, not simplified.</summary>
    public static Formula[] Gradient(Formula formula, ReadOnlySpan<string> variables)
    {
        // Symbols are differentiated by their record, whatever the caller does with his own.
        using var recording = RecordScope.Set(RecordMode.Off | RecordMode.Elementary, active: false);
        var symbols = new Dictionary<string, Tensor>();
        foreach (var name in formula.Variables) symbols.Add(name, Tensor.Symbols(name));
        var by = new Tensor[variables.Length];
        for (var i = 0; i < by.Length; i++)
        {
            if (!symbols.TryGetValue(variables[i], out var symbol)) symbols.Add(variables[i], symbol = Tensor.Symbols(variables[i]));
            symbol.RequiresGrad = true;
            by[i] = symbol;
        }
        var result = formula.Apply(symbols);
        if (result.Node is null) return Array.ConvertAll(by, _ => Formula.Number(0));
        var gradients = Adjoint.Gradient.OfOrNull(result, by, createGraph: true);
        return Array.ConvertAll(gradients, gradient => gradient?.ToFormula() ?? Formula.Number(0));
    }
}
