namespace Adjoint.Symbolic;

/// <summary>Comparisons and choices: what is decided, and what can be said more plainly.</summary>
internal static class ConditionRules
{
    public static Formula Rewrite(Operation operation, ReadOnlySpan<Formula> arguments)
    {
        // max(x, 0) > 0 says x > 0.
        if (operation is GreaterOperation && arguments[0].Is<ReluOperation>() && arguments[1].Value == 0)
        {
            return Folded.Of(operation, arguments[0].ArgumentSpan[0], arguments[1]);
        }
        return Folded.Of(operation, arguments);
    }
}
