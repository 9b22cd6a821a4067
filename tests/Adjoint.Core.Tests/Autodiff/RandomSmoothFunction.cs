using System.Globalization;
using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Autodiff;

/// <summary>
/// A random formula of x1, x2, x3 without kinks or edges of domains, whose values and derivatives stay of moderate size, at a random point
/// and with a random direction; equal seeds give equal ones.
/// </summary>
internal sealed class RandomSmoothFunction
{
    // Each maps any number to a number of moderate size, and is smooth everywhere.
    private static readonly string[] s_functions =
    [
        "sin({0})", "cos({0})", "tanh({0})", "sigmoid({0})", "atan({0})", "erf({0})", "exp(-({0})^2)", "ln(1 + ({0})^2)",
        "sqrt(1 + ({0})^2)", "1/(1 + ({0})^2)", "asinh({0})", "exp2(sin({0}))", "log1p(exp({0}))",
        "cosh(tanh({0}))", "(2 + sin({0}))^1.5", "expm1(cos({0}))",
    ];

    private static readonly string[] s_joins =
        ["{0} + {1}", "{0} - ({1})", "({0})*({1})", "({0})/(2 + sin({1}))", "(2 + cos({0}))^tanh({1})"];

    private readonly Random _random;

    public RandomSmoothFunction(int seed)
    {
        _random = new Random(seed);
        Text = Expression(4);
        Point = [Number(), Number(), Number()];
        Direction = [Number(), Number(), Number()];
        Formula = Formula.Parse(Text);
    }

    public static string[] Names { get; } = ["x1", "x2", "x3"];

    public string Text { get; }

    public Formula Formula { get; }

    public double[] Point { get; }

    public double[] Direction { get; }

    /// <summary>The function on the line through the point: t -> f(point + t direction).</summary>
    public Formula AlongLine()
    {
        var text = Text;
        for (var i = 0; i < Names.Length; i++)
        {
            text = text.Replace(Names[i], $"({Written(Point[i])} + t*({Written(Direction[i])}))", StringComparison.Ordinal);
        }
        return Formula.Parse(text);
    }

    public override string ToString() =>
        $"{Text} at {string.Join(", ", Point.Select(Written))} along {string.Join(", ", Direction.Select(Written))}";

    public Tensor Apply(Tensor[] x) => Formula.Apply(new Dictionary<string, Tensor> { ["x1"] = x[0], ["x2"] = x[1], ["x3"] = x[2] });

    private static string Written(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private string Expression(int depth)
    {
        if (depth == 0) return _random.Next(4) == 0 ? Written(Math.Abs(Number())) : Pick(Names);
        return _random.Next(5) < 2
            ? string.Format(CultureInfo.InvariantCulture, Pick(s_joins), Expression(depth - 1), Expression(depth - 1))
            : string.Format(CultureInfo.InvariantCulture, Pick(s_functions), Expression(depth - 1));
    }

    private double Number() => Math.Round(_random.NextDouble() * 3 - 1.5, 3);

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
