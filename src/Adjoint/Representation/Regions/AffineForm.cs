namespace Adjoint.Representation;

/// <summary>x, y -> X x + Y y + Constant: what a unit computes within one region; on one input Y is 0.</summary>
internal readonly record struct AffineForm(double X, double Y, double Constant)
{
    // Sums that cancel leave rounding errors behind; a coefficient this small beside its terms is 0.
    private const double Cancelled = 1e-13;

    public double At(double x, double y) => X * x + Y * y + Constant;

    /// <summary>The length of the gradient.</summary>
    public double Slope => double.Hypot(X, Y);

    /// <summary>sum_i weight_i form_i + bias, with what is only rounding set to 0.</summary>
    public static AffineForm Combine(ReadOnlySpan<double> weight, double bias, ReadOnlySpan<AffineForm> forms)
    {
        var (x, y, constant) = (0.0, 0.0, bias);
        var (sizeX, sizeY, sizeConstant) = (0.0, 0.0, Math.Abs(bias));
        for (var i = 0; i < weight.Length; i++)
        {
            var (termX, termY, term) = (weight[i] * forms[i].X, weight[i] * forms[i].Y, weight[i] * forms[i].Constant);
            (x, y, constant) = (x + termX, y + termY, constant + term);
            (sizeX, sizeY, sizeConstant) = (sizeX + Math.Abs(termX), sizeY + Math.Abs(termY), sizeConstant + Math.Abs(term));
        }
        return new AffineForm(Clean(x, sizeX), Clean(y, sizeY), Clean(constant, sizeConstant));
    }

    /// <summary>This minus another, with what is only rounding set to 0.</summary>
    public AffineForm Minus(AffineForm other) => new(
        Clean(X - other.X, Math.Abs(X) + Math.Abs(other.X)),
        Clean(Y - other.Y, Math.Abs(Y) + Math.Abs(other.Y)),
        Clean(Constant - other.Constant, Math.Abs(Constant) + Math.Abs(other.Constant)));

    // What has overflowed stays visible as such.
    private static double Clean(double value, double size) =>
        double.IsFinite(size) && Math.Abs(value) <= Cancelled * size ? 0 : value;
}
