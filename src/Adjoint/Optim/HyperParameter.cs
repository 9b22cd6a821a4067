using System.Runtime.CompilerServices;

namespace Adjoint.Optim;

/// <summary>A number that an optimizer is set up with and that each parameter group may have its own of, with its range.</summary>
public sealed class HyperParameter
{
    private readonly string _range;
    private readonly Func<double, bool> _isInRange;

    private HyperParameter(string name, double value, string range, Func<double, bool> isInRange)
    {
        (Name, _range, _isInRange) = (name, range, isInRange);
        Value = value;
        Require(value);
    }

    /// <summary>The name, that of the constructor's argument: <c>momentum</c>, <c>weightDecay</c>.</summary>
    public string Name { get; }

    /// <summary>The value that holds for a group that has none of its own.</summary>
    public double Value { get; }

    /// <summary>A finite number of at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not.</exception>
    public static HyperParameter AtLeastZero(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        new(name, value, "a finite number of at least 0", number => number >= 0 && double.IsFinite(number));

    /// <summary>A number of at least 0 and less than 1, such as the decay of a running mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not.</exception>
    public static HyperParameter Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        new(name, value, "at least 0 and less than 1", number => number is >= 0 and < 1);

    /// <summary>The same hyper-parameter with another value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public HyperParameter With(double value) => new(Name, value, _range, _isInRange);

    private void Require(double value)
    {
        if (_isInRange(value)) return;
        throw new ArgumentOutOfRangeException(Name, FormattableString.Invariant($"{Name} must be {_range}, and is {value}."));
    }
}
