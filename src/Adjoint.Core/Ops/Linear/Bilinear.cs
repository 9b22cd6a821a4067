using Adjoint.Autodiff;

namespace Adjoint;

/// <summary>The product rule of operations that are linear in each of their first two inputs, and may add a third.</summary>
internal static class Bilinear
{
    /// <summary>
    /// d(x y + b) = dx y + x dy + db, by the operation itself with one factor exchanged at a time; null if neither factor moves.
    /// </summary>
    public static Tensor? Jvp(Operation operation, ReadOnlySpan<Tensor?> tangents, SavedValues saved)
    {
        var addend = tangents.Length > 2 ? tangents[2] : null;
        var left = tangents[0] is { } x ? Apply(operation, x, saved.Input(1), addend) : null;
        if (tangents[1] is not { } y) return left;
        var right = Apply(operation, saved.Input(0), y, left is null ? addend : null);
        if (left is null) return right;
        if (!NoGrad.IsActive) return left + right;
        GradientSum.AddInPlace(left, right);
        return left;
    }

    private static Tensor Apply(Operation operation, Tensor x, Tensor y, Tensor? addend) =>
        addend is null ? operation.Apply(x, y) : operation.Apply(x, y, addend);
}
