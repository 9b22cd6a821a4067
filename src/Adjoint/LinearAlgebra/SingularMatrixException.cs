namespace Adjoint.LinearAlgebra;

/// <summary>A system of equations that has no single solution.</summary>
public sealed class SingularMatrixException : InvalidOperationException
{
    /// <summary>An error with a finished message.</summary>
    public SingularMatrixException(string message) : base(message)
    {
    }

    /// <summary>An error of an operation.</summary>
    public SingularMatrixException(string operation, string problem) : base($"{operation}: {problem}")
    {
    }
}
