namespace Adjoint.Nn;

/// <summary>The number whose error function is a given one, in double precision (PyTorch: <c>torch.erfinv</c>).</summary>
internal static class InverseErrorFunction
{
    // Where the error function still is below 1 in double precision.
    private static readonly double s_last = Math.BitDecrement(1.0);

    /// <summary>Puts x in the place of each y = erf(x); y counts as the nearest number between -1 and 1.</summary>
    public static void Invert(double[] y)
    {
        var x = Array.ConvertAll(y, Start);
        // erf' = 2/sqrt(pi) e^(-x^2); each of Newton's steps squares the error, which begins at 2e-3.
        for (var step = 0; step < 3; step++)
        {
            var found = Erf(x);
            for (var i = 0; i < x.Length; i++)
                x[i] -= (found[i] - Math.Clamp(y[i], -s_last, s_last)) * (Math.Sqrt(Math.PI) / 2) * Math.Exp(x[i] * x[i]);
        }
        x.CopyTo(y, 0);
    }

    /// <summary>The error function of each number.</summary>
    public static double[] Erf(double[] x) => Tensor.From<double>(x).Erf().ToArray<double>();

    // Winitzki's closed form (2008), within 2e-3 of x.
    private static double Start(double y)
    {
        const double a = 0.147;
        var inside = Math.Clamp(y, -s_last, s_last);
        var log = Math.Log(1 - inside * inside);
        var half = 2 / (Math.PI * a) + log / 2;
        return double.CopySign(Math.Sqrt(Math.Sqrt(half * half - log / a) - half), y);
    }
}
