namespace Adjoint.Autodiff;

/// <summary>
/// Richardson extrapolation of central differences, whose error is a series in h^2, to h = 0: column j of a row takes the power h^(2j) away
/// (C. J. F. Ridders, Accurate computation of F'(x) and F'(x) F''(x), 1982). The best entry is the one that differs least from its two parents.
/// </summary>
internal sealed class Tableau
{
    /// <summary>Each row's step is the one before divided by this.</summary>
    public const double Ratio = 1.6;

    /// <summary>The smallest step is 1.6^-40, or about 1e-8, of the first.</summary>
    public const int MaxRows = 40;

    // Beyond h^20 there is nothing left to take away.
    private const int MaxColumns = 10;

    private double[] _last = [];

    /// <summary>The best value so far; NaN if no step gave a number.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>How far the best value is from those it was made of, and what rounding can have done.</summary>
    public double Error { get; private set; } = double.PositiveInfinity;

    /// <summary>True if no smaller step can do better.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Adds the difference quotient of the next step.</summary>
    public void Add(double quotient, double rounding)
    {
        if (IsDone) return;
        if (!double.IsFinite(quotient))
        {
            // A step that is too long leaves the domain; after that, only one too short for double precision fails.
            IsDone = _last.Length > 0;
            return;
        }
        var row = new double[Math.Min(_last.Length + 1, MaxColumns)];
        row[0] = quotient;
        if (_last.Length == 0) Value = quotient;
        var power = 1.0;
        for (var j = 1; j < row.Length; j++)
        {
            power *= Ratio * Ratio;
            row[j] = row[j - 1] + (row[j - 1] - _last[j - 1]) / (power - 1);
            Propose(row[j], Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - _last[j - 1])) + rounding);
        }
        _last = row;
        IsDone = rounding >= Error;
    }

    private void Propose(double value, double error)
    {
        if (error < Error) (Value, Error) = (value, error);
    }
}
