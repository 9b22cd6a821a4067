namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>
    /// The derivative by a variable, simplified: the formula's operations run on symbols and the reverse rules of the operations on the
    /// record, so kinks and edges of domains are handled as the rules handle them, as choices if need be.
    /// </summary>
    /// <param name="variable">The variable; the derivative by one that does not occur is 0.</param>
    /// <param name="order">How often to differentiate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is less than 1.</exception>
    public Formula Derivative(string variable, int order = 1)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        var result = this;
        for (var i = 0; i < order; i++) result = ForwardRules.Derivative(result, variable).Simplify();
        return result;
    }

    /// <summary>The derivatives by several variables, simplified; by all of <see cref="Variables"/> if none is given.</summary>
    public Formula[] Gradient(params ReadOnlySpan<string> variables)
    {
        if (variables.IsEmpty) variables = [.. Variables];
        return Array.ConvertAll(ReverseRules.Gradient(this, variables), formula => formula.Simplify());
    }

    /// <summary>The second derivatives by several variables, simplified; by all of <see cref="Variables"/> if none is given.</summary>
    public Formula[,] Hessian(params ReadOnlySpan<string> variables)
    {
        if (variables.IsEmpty) variables = [.. Variables];
        var gradient = Gradient(variables);
        var result = new Formula[gradient.Length, gradient.Length];
        for (var row = 0; row < gradient.Length; row++)
        {
            var derivatives = gradient[row].Gradient(variables);
            for (var column = 0; column < gradient.Length; column++) result[row, column] = derivatives[column];
        }
        return result;
    }
}
