namespace Adjoint.Symbolic;

/// <summary>The distinct parts of formulas, each after its arguments, found with an explicit stack.</summary>
internal static class FormulaOrder
{
    public static List<Formula> Of(params ReadOnlySpan<Formula> roots)
    {
        var order = new List<Formula>();
        var seen = new HashSet<Formula>();
        var stack = new Stack<(Formula Part, int Next)>();
        foreach (var root in roots)
        {
            if (!seen.Add(root)) continue;
            stack.Push((root, 0));
            while (stack.TryPop(out var top))
            {
                if (top.Next == top.Part.ArgumentSpan.Length)
                {
                    order.Add(top.Part);
                    continue;
                }
                stack.Push((top.Part, top.Next + 1));
                var argument = top.Part.ArgumentSpan[top.Next];
                if (seen.Add(argument)) stack.Push((argument, 0));
            }
        }
        return order;
    }
}
