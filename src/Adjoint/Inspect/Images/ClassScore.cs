namespace Adjoint.Inspect;

/// <summary>The score of one class among what a network puts out.</summary>
internal static class ClassScore
{
    /// <summary>The class that is asked for, or else the one with the highest score.</summary>
    /// <param name="scores">[batch, outputs]; a single output is that of class 1 against class 0.</param>
    /// <param name="target">The class; null for the highest.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="ShapeException">The network puts out no scores.</exception>
    public static int Find(Tensor scores, int? target)
    {
        if (scores.Rank != 2 || scores.Shape[1] == 0)
        {
            throw new ShapeException("look", $"the network must put out a score a class, [batch, classes], and its output is {scores.Shape}.");
        }
        var classes = Math.Max(2, scores.Shape[1]);
        if (target is { } asked)
        {
            if ((uint)asked < (uint)classes) return asked;
            throw new ArgumentOutOfRangeException(nameof(target), $"there is no class {asked}: the network tells {classes} classes, 0 to "
                + $"{classes - 1}.");
        }
        var values = scores.Detach()[0].To(DType.Float64).ToArray<double>();
        if (values.Length == 1) return values[0] > 0 ? 1 : 0;
        return Array.IndexOf(values, values.Max());
    }

    /// <summary>The scores of the class, [batch].</summary>
    public static Tensor Of(Tensor scores, int target) => scores.Shape[1] > 1 ? scores[.., target]
        : target == 1 ? scores[.., 0] : -scores[.., 0];
}
