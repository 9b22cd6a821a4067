namespace Adjoint;

/// <summary>Numbers were asked for of a tensor that has none; see <see cref="MetaTensors"/>.</summary>
public sealed class NoElementsException : InvalidOperationException
{
    /// <summary>An error without a message of its own.</summary>
    public NoElementsException()
    {
    }

    /// <summary>An error with a message.</summary>
    public NoElementsException(string message) : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public NoElementsException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
