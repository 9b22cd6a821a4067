using System.Runtime.CompilerServices;

namespace Adjoint.Losses;

/// <summary>The checks losses share; the errors name the loss, what was found and a hint.</summary>
internal static class LossCheck
{
    public static void SomeExamples(string loss, Tensor prediction, Reduction reduction)
    {
        if (prediction.ElementCount > 0 || reduction != Reduction.Mean) return;
        throw new ShapeException(loss, $"the mean over no examples does not exist: the prediction is {prediction.Type}.");
    }

    public static void EqualShapes(string loss, Tensor prediction, Tensor target)
    {
        if (prediction.Shape == target.Shape) return;
        throw new ShapeException(loss, $"prediction and target must have one shape, and have {prediction.Shape} and {target.Shape}. "
            + "Hint: Reshape or Unsqueeze one of them; they are not broadcast here.");
    }

    /// <summary>Labels of two classes, -1 and 1.</summary>
    public static void Signs(string loss, Tensor target)
    {
        var wrong = (target.NotEqual(1) & target.NotEqual(-1)).To(DType.Int64).Reshape(-1);
        if (wrong.ElementCount == 0 || wrong.Max().Item() == 0) return;
        var position = (int)wrong.ArgMax(0).Item();
        throw new ArgumentException(FormattableString.Invariant(
            $"{loss}: labels must be -1 or 1, and element {position} of the target is {target.Reshape(-1).Select(0, position).Item()}. ")
            + "Hint: 2 * target - 1 makes them of 0 and 1.", nameof(target));
    }

    public static double Positive(double value, string loss, [CallerArgumentExpression(nameof(value))] string argument = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Refused(loss, argument, "a finite number above 0", value);

    public static double NotNegative(double value, string loss, [CallerArgumentExpression(nameof(value))] string argument = "") =>
        double.IsFinite(value) && value >= 0 ? value : throw Refused(loss, argument, "a finite number of at least 0", value);

    public static double Finite(double value, string loss, [CallerArgumentExpression(nameof(value))] string argument = "") =>
        double.IsFinite(value) ? value : throw Refused(loss, argument, "a finite number", value);

    public static double Between(
        double value, double least, double most, string loss, [CallerArgumentExpression(nameof(value))] string argument = "") =>
        value >= least && value <= most
            ? value
            : throw Refused(loss, argument, FormattableString.Invariant($"between {least} and {most}"), value);

    private static ArgumentOutOfRangeException Refused(string loss, string argument, string expected, double value) =>
        new(argument, FormattableString.Invariant($"{loss}: {argument} must be {expected}, and is {value}."));
}
