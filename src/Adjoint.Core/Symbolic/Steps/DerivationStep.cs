namespace Adjoint.Symbolic;

/// <summary>One application of a rule of differentiation.</summary>
/// <param name="Rule">The rule's name, such as <c>product rule</c>.</param>
/// <param name="Part">What is differentiated in this step.</param>
/// <param name="Before">The derivative to be found, such as <c>d/dx [x*sin(x)]</c>.</param>
/// <param name="After">What the rule makes of it, with the derivatives still to be found: <c>d/dx [x]*sin(x) + x*d/dx [sin(x)]</c>.</param>
public sealed record DerivationStep(string Rule, Formula Part, string Before, string After)
{
    /// <summary>As in <c>product rule: d/dx [x*sin(x)] = d/dx [x]*sin(x) + x*d/dx [sin(x)]</c>.</summary>
    public override string ToString() => $"{Rule}: {Before} = {After}";
}
