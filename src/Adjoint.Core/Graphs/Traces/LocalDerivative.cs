namespace Adjoint.Graphs;

/// <summary>The derivative of a step by one of its inputs.</summary>
/// <param name="By">The step that the input came from.</param>
/// <param name="Input">Which input it is; a step may take another one twice.</param>
/// <param name="Kind">What <see cref="Value"/> holds of the Jacobian.</param>
/// <param name="Value">The numbers; null for a Jacobian that is neither a single row, a single column nor a diagonal.</param>
public sealed record LocalDerivative(TraceStep By, int Input, JacobianKind Kind, Tensor? Value);

/// <summary>The form of a local Jacobian.</summary>
public enum JacobianKind
{
    /// <summary>The output is a single number: the gradient, of the input's shape; for a single number the derivative itself.</summary>
    Row,

    /// <summary>The input is a single number: the derivative of each element, of the output's shape.</summary>
    Column,

    /// <summary>Each element of the output depends on the input's element at the same place alone: the diagonal.</summary>
    Diagonal,

    /// <summary>Any other; not computed, as the reverse walk never needs it.</summary>
    Full,
}
