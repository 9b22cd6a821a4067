namespace Adjoint.Autodiff;

/// <summary>One central difference at the best step, for checks that need no error estimate.</summary>
internal static class CentralDifference
{
    public static double Of(Func<double, double> f, double x)
    {
        var nodes = new Stencil(x, DifferenceMethod.Central, 1, 1, null).Nodes(1);
        return Quotient.Divided(nodes, Array.ConvertAll(nodes, node => Quotient.OfValues([f(node)]))).Values[0];
    }
}
