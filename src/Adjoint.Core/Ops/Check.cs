using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>The checks operations share, with errors that name the operation and say what would fit.</summary>
internal static class Check
{
    public static void Count(Operation operation, ReadOnlySpan<Tensor> inputs, int expected)
    {
        if (inputs.Length != expected)
        {
            throw new ArgumentException(ErrorText.Of(operation.Name, $"takes {expected} inputs, and {inputs.Length} were given."));
        }
    }

    public static void Float(Operation operation, Tensor x) => Float(operation.Name, x);

    public static void Float(string operation, Tensor x)
    {
        if (!x.DType.IsFloat)
        {
            throw new DTypeException(operation, $"needs floating-point numbers, and its input is {x.Type}. Hint: To(DType.Float32) first.");
        }
    }

    public static void FloatOrInt64(Operation operation, Tensor x)
    {
        if (x.DType.IsFloat || x.DType == DType.Int64) return;
        throw new DTypeException(operation.Name, $"needs floating-point numbers or int64, and its input is {x.Type}. "
            + "Hint: To(DType.Int64) first.");
    }

    public static void SameDType(Operation operation, Tensor x, Tensor y)
    {
        if (x.DType != y.DType)
        {
            throw new DTypeException(operation.Name,
                $"element types differ: {x.Type} and {y.Type}. Hint: convert one of them with To({nameof(DType)}.{x.DType}).");
        }
    }

    public static void DTypeIs(Operation operation, Tensor x, DType expected, string role)
    {
        if (x.DType != expected)
        {
            throw new DTypeException(operation.Name,
                $"its {role} must be {expected.Text}, and it is {x.Type}. Hint: To({nameof(DType)}.{expected}) first.");
        }
    }

    /// <summary>A number that takes part in an operation must mean the same in the tensor's element type: 0.5 is no int64.</summary>
    public static void Representable(double value, DType dtype)
    {
        var fits = dtype switch
        {
            DType.Int64 => value is >= long.MinValue and < 9223372036854775808.0 && value == Math.Floor(value),
            DType.UInt8 => value is >= 0 and <= byte.MaxValue && value == Math.Floor(value),
            DType.Bool => value is 0 or 1,
            _ => true,
        };
        if (fits) return;
        throw new DTypeException(FormattableString.Invariant(
            $"{value} is no {dtype.Text}, and would be changed to one silently. ")
            + $"Hint: To({nameof(DType)}.{DType.Float32}) the tensor first, or give a number of its element type.");
    }

    /// <summary>An argument that must be a number, if only an infinite one.</summary>
    public static double Number(double value, string operation, [CallerArgumentExpression(nameof(value))] string argument = "") =>
        double.IsNaN(value) ? throw Refused(value, operation, argument, "a number") : value;

    /// <summary>An argument that must be neither infinite nor NaN.</summary>
    public static double Finite(double value, string operation, [CallerArgumentExpression(nameof(value))] string argument = "") =>
        double.IsFinite(value) ? value : throw Refused(value, operation, argument, "a finite number");

    /// <summary>An argument that must be above 0 and finite.</summary>
    public static double Positive(double value, string operation, [CallerArgumentExpression(nameof(value))] string argument = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Refused(value, operation, argument, "a finite number above 0");

    /// <summary>An argument that must be 0 or above and finite.</summary>
    public static double NotNegative(double value, string operation, [CallerArgumentExpression(nameof(value))] string argument = "") =>
        double.IsFinite(value) && value >= 0 ? value : throw Refused(value, operation, argument, "a finite number of at least 0");

    private static ArgumentOutOfRangeException Refused(double value, string operation, string argument, string expected) =>
        new(argument, ErrorText.Of(operation, FormattableString.Invariant($"{argument} must be {expected}, and is {value}.")));

    public static void RankIs(Operation operation, Tensor x, int expected, string role, string meaning)
    {
        if (x.Rank != expected)
        {
            throw new ShapeException(operation.Name, $"its {role} must have {expected} dimensions {meaning}, and its shape is {x.Shape}.");
        }
    }

    public static void Truths(string operation, params ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs)
        {
            if (input.DType == DType.Bool) continue;
            throw new DTypeException(operation, $"needs truth values, and one input is {input.Type}. "
                + "Hint: compare it first, as in x.NotEqual(0).");
        }
    }
}
