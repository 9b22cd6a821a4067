namespace Adjoint.Autodiff;

/// <summary>Difference quotients of a function's results, one a result, each with what rounding can have done to it.</summary>
internal readonly record struct Quotient(double[] Values, double[] Rounding)
{
    /// <summary>The distance from 1 to the next double.</summary>
    public const double MachineEpsilon = 1.0 / (1L << 52);

    /// <summary>Values of the function itself: a quotient of order 0, right to the last digit.</summary>
    public static Quotient OfValues(double[] values) => new(values, Array.ConvertAll(values, y => Math.Abs(y) * MachineEpsilon));

    /// <summary>
    /// The divided difference f[x_0, ..., x_n] times n!, which is the n-th derivative somewhere between the nodes. It divides by what the
    /// nodes really differ by, so that rounding them does no harm.
    /// </summary>
    public static Quotient Divided(ReadOnlySpan<double> nodes, Quotient[] samples)
    {
        for (var level = 1; level < nodes.Length; level++)
        {
            for (var k = 0; k + level < nodes.Length; k++)
            {
                samples[k] = Difference(samples[k], samples[k + 1], (nodes[k + level] - nodes[k]) / level);
            }
        }
        return samples[0];
    }

    private static Quotient Difference(Quotient left, Quotient right, double distance)
    {
        var values = new double[left.Values.Length];
        var rounding = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (right.Values[i] - left.Values[i]) / distance;
            rounding[i] = (right.Rounding[i] + left.Rounding[i]) / Math.Abs(distance);
        }
        return new Quotient(values, rounding);
    }
}
