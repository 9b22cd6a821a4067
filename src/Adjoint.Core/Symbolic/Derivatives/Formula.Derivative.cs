namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    private const int MostForward = 8;

    /// <summary>
    /// The derivative by a variable, simplified. The operations' own tangent rules, which are written for tensors, are run on symbols; so
    /// kinks and edges of domains are handled as the rules handle them, as choices if need be: this form is exact. That of the
    /// textbooks, n*x^(n - 1) for x^n without a choice for 0^0, comes from <see cref="AlmostEverywhere(Formula)"/>.
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

    /// <summary>
    /// The derivatives by several variables, simplified; by all of <see cref="Variables"/> if none is given. A few are computed one by one,
    /// by tangent rules, whose results are closest to a textbook's; many at once by the reverse rules, in one pass.
    /// </summary>
    public Formula[] Gradient(params ReadOnlySpan<string> variables)
    {
        if (variables.IsEmpty) variables = [.. Variables];
        if (variables.Length > MostForward) return Array.ConvertAll(ReverseRules.Gradient(this, variables), formula => formula.Simplify());
        var result = new Formula[variables.Length];
        for (var i = 0; i < result.Length; i++) result[i] = Derivative(variables[i]);
        return result;
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
