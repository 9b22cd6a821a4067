namespace Adjoint.Metrics;

/// <summary>What is counted of one class, and the fractions of it. A fraction of nothing is 0 (scikit-learn: <c>zero_division=0</c>).</summary>
/// <param name="Hits">Examples of the class that were taken for it.</param>
/// <param name="Predicted">Examples that were taken for it.</param>
/// <param name="Right">Examples of it.</param>
internal readonly record struct ClassCounts(double Hits, double Predicted, double Right)
{
    public double Precision => Fraction(Hits, Predicted);

    public double Recall => Fraction(Hits, Right);

    // 2 P R / (P + R), without the quotients.
    public double F1 => Fraction(2 * Hits, Predicted + Right);

    private static double Fraction(double part, double all) => all == 0 ? 0 : part / all;
}
