namespace Adjoint.Autodiff;

/// <summary>Turns difference quotients at several steps into a derivative with an error estimate.</summary>
internal static class DifferenceEstimate
{
    /// <param name="method">The method.</param>
    /// <param name="quotient">The difference quotients at a multiple of the step.</param>
    public static NumericalResult<double[]> Of(DifferenceMethod method, Func<double, Quotient> quotient) => method switch
    {
        DifferenceMethod.Forward => Compared(quotient, 1),
        DifferenceMethod.Central => Compared(quotient, 3),
        _ => Extrapolated(quotient),
    };

    // With an error of c h^p, the quotients D of two steps tell it: D(2h) - D(h) = (2^p - 1) c h^p.
    private static NumericalResult<double[]> Compared(Func<double, Quotient> quotient, double divisor)
    {
        var (near, far) = (quotient(1), quotient(2));
        var errors = new double[near.Values.Length];
        for (var i = 0; i < errors.Length; i++)
        {
            var error = Math.Abs(far.Values[i] - near.Values[i]) / divisor + near.Rounding[i];
            errors[i] = double.IsNaN(error) ? double.PositiveInfinity : error;
        }
        return new(near.Values, errors);
    }

    private static NumericalResult<double[]> Extrapolated(Func<double, Quotient> quotient)
    {
        var factor = 1.0;
        var row = quotient(factor);
        var tableaux = Array.ConvertAll(row.Values, _ => new Tableau());
        for (var i = 1; ; i++)
        {
            for (var k = 0; k < tableaux.Length; k++) tableaux[k].Add(row.Values[k], row.Rounding[k]);
            if (i == Tableau.MaxRows || Array.TrueForAll(tableaux, tableau => tableau.IsDone)) break;
            factor /= Tableau.Ratio;
            row = quotient(factor);
        }
        return new(Array.ConvertAll(tableaux, tableau => tableau.Value), Array.ConvertAll(tableaux, tableau => tableau.Error));
    }
}
