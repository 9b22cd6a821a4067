namespace Adjoint.Representation;

/// <summary>What is to be approximated: a function on an interval, to within an error, perhaps with a Lipschitz constant.</summary>
internal sealed class ApproximationProblem
{
    public ApproximationProblem(Func<double, double> function, double from, double to, double error, double? lipschitz, string method)
    {
        ArgumentNullException.ThrowIfNull(function);
        RequireInterval(from, to, method);
        if (!(error > 0) || !double.IsFinite(error))
        {
            throw new ArgumentOutOfRangeException(nameof(error),
                FormattableString.Invariant($"{method}: the error must be a finite number above 0, and is {error}."));
        }
        if (lipschitz is { } bound && !(bound >= 0 && double.IsFinite(bound)))
        {
            throw new ArgumentOutOfRangeException(nameof(lipschitz),
                FormattableString.Invariant($"{method}: a Lipschitz constant is a finite number of at least 0, and this one is {bound}."));
        }
        (Function, From, To, Error, Lipschitz, Method) = (function, from, to, error, lipschitz, method);
    }

    public Func<double, double> Function { get; }

    public double From { get; }

    public double To { get; }

    public double Length => To - From;

    public double Error { get; }

    /// <summary>What a network is built for: the error, less a part for the rounding of the network's own sums.</summary>
    public double Target => Error * (1 - 1e-9);

    public double? Lipschitz { get; }

    /// <summary>The name that errors begin with.</summary>
    public string Method { get; }

    public static void RequireInterval(double from, double to, string method)
    {
        if (from < to && double.IsFinite(to - from) && from + (to - from) * 1e-9 > from) return;
        throw new ArgumentException(FormattableString.Invariant(
            $"{method}: the interval from {from} to {to} is empty, endless, or too short for float64. Hint: from must be below to."),
            nameof(to));
    }

    /// <summary>f(x), which must be a number.</summary>
    public double At(double x)
    {
        var y = Function(x);
        if (double.IsFinite(y)) return y;
        throw new ArgumentException(FormattableString.Invariant(
            $"{Method}: f({x}) is {y}. Only a function that is finite and continuous on all of [{From}, {To}] can be approximated."));
    }
}
