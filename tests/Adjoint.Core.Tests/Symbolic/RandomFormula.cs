using Adjoint.Symbolic;

namespace Adjoint.Core.Tests.Symbolic;

/// <summary>Random formulas of the variables x, y, z: equal seeds give equal formulas.</summary>
internal sealed class RandomFormula(int seed)
{
    private static readonly string[] s_functions =
    [
        "sin", "cos", "exp", "ln", "sqrt", "abs", "tanh", "sigmoid", "relu", "square", "neg", "reciprocal", "rsqrt", "atan", "log2", "exp2",
        "log1p", "expm1", "sinh", "erf",
    ];

    private static readonly string[] s_joins = ["add", "sub", "mul", "div", "add", "sub", "mul", "max", "min"];
    private static readonly string[] s_comparisons = ["<", "<=", ">", ">=", "==", "!="];
    private static readonly double[] s_numbers = [0, 1, 2, 3, -1, -2, 0.5, -0.25, 10, 1e-3, Math.PI];

    private readonly Random _random = new(seed);

    /// <summary>A formula at most so many operations deep.</summary>
    public Formula Next(int depth)
    {
        if (depth == 0 || _random.Next(8) == 0) return Leaf();
        return _random.Next(20) switch
        {
            < 8 => Formula.Parse($"{Pick(s_joins)}(1, 1)").With(Next(depth - 1), Next(depth - 1)),
            < 15 => Formula.Parse($"{Pick(s_functions)}(1)").With(Next(depth - 1)),
            < 17 => Next(depth - 1).Pow(Exponent()),
            < 18 => Formula.Parse("clamp(x, -1, 0.5)").With(Next(depth - 1)),
            _ => Formula.Parse("where(x > 0, 1, 1)").With(Condition(depth - 1), Next(depth - 1), Next(depth - 1)),
        };
    }

    /// <summary>Values of x, y and z, some of them at kinks and edges of domains.</summary>
    public (string Name, double Value)[] Point() => [("x", Value()), ("y", Value()), ("z", Value())];

    private Formula Condition(int depth) => _random.Next(6) switch
    {
        0 when depth > 0 => Formula.Parse("where(x > 0 and y > 0, 1, 0)").Arguments[0].With(Condition(depth - 1), Condition(depth - 1)),
        1 when depth > 0 => Formula.Parse("where(not x > 0, 1, 0)").Arguments[0].With(Condition(depth - 1)),
        _ => Formula.Parse($"where(x {Pick(s_comparisons)} 0, 1, 0)").Arguments[0].With(Next(Math.Max(depth - 1, 0)), Leaf()),
    };

    private Formula Leaf() => _random.Next(3) == 0 ? Formula.Number(Pick(s_numbers)) : Formula.Variable(Pick(["x", "y", "z"]));

    private Formula Exponent() => _random.Next(3) == 0 ? Leaf() : Formula.Number(_random.Next(-3, 4));

    private double Value() => _random.Next(5) == 0 ? _random.Next(-2, 3) : _random.NextDouble() * 4 - 2;

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}

internal static class FormulaTestExtensions
{
    /// <summary>The same operation with other arguments in front.</summary>
    public static Formula With(this Formula formula, params Formula[] arguments) =>
        Formula.Of(formula.Operation!, [.. arguments, .. formula.Arguments.Skip(arguments.Length)]);
}
