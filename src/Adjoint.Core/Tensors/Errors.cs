namespace Adjoint;

/// <summary>
/// Shapes or dimensions that do not fit the operation. The message names the operation, the module path, the shapes and a likely fix.
/// </summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>An error with a finished message.</summary>
    public ShapeException(string message) : base(message)
    {
    }

    /// <summary>An error of an operation; the path of the module that is running is added.</summary>
    public ShapeException(string operation, string problem) : base(ErrorText.Of(operation, problem))
    {
    }
}

/// <summary>Element types that do not fit the operation.</summary>
public sealed class DTypeException : ArgumentException
{
    /// <summary>An error with a finished message.</summary>
    public DTypeException(string message) : base(message)
    {
    }

    /// <summary>An error of an operation; the path of the module that is running is added.</summary>
    public DTypeException(string operation, string problem) : base(ErrorText.Of(operation, problem))
    {
    }
}

/// <summary>A differentiation that cannot be done: no gradient leads there, or the graph was changed or used up.</summary>
public sealed class GradientException : InvalidOperationException
{
    /// <summary>An error with a finished message.</summary>
    public GradientException(string message) : base(message)
    {
    }

    /// <summary>An error of an operation; the path of the module that is running is added.</summary>
    public GradientException(string operation, string problem) : base(ErrorText.Of(operation, problem))
    {
    }
}

internal static class ErrorText
{
    public static string Of(string operation, string problem) => Of(operation, ModuleScope.Current, problem);

    public static string Of(string operation, string? modulePath, string problem) => modulePath is { Length: > 0 }
        ? $"{operation} (in module {modulePath}): {problem}"
        : $"{operation}: {problem}";
}
