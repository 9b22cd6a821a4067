namespace Adjoint.Symbolic;

/// <summary>How many terms or factors a formula has, counted no further than matters.</summary>
internal static class Size
{
    public static int OfSum(Formula formula) => Count(formula, static part => part is AddOperation or SubOperation);

    public static int OfProduct(Formula formula) => Count(formula, static part => part is MulOperation or DivOperation);

    private static int Count(Formula formula, Func<Operation?, bool> joins)
    {
        var count = 0;
        var todo = new Stack<Formula>([formula]);
        while (count <= Product.LargestFlattened && todo.TryPop(out var part))
        {
            if (joins(part.Operation)) todo.Push(part.ArgumentSpan[1]);
            if (joins(part.Operation)) todo.Push(part.ArgumentSpan[0]);
            else count++;
        }
        return count;
    }
}
