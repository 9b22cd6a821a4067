using System.Numerics;

namespace Adjoint.Symbolic;

/// <summary>How large a function and its derivative are at one level of growth.</summary>
/// <param name="Level">How often the function has grown.</param>
/// <param name="FunctionSize">Parts of the function, written out.</param>
/// <param name="DerivativeSize">Parts of the derivative as the rules give it, written out.</param>
/// <param name="SimplifiedSize">Parts of the simplified derivative, written out.</param>
/// <param name="DistinctParts">Parts of the derivative as the rules give it, each distinct one counted once.</param>
/// <param name="RecordedNodes">Nodes that automatic differentiation records for the value and its gradient, forward and reverse.</param>
public sealed record SwellRow(
    int Level, BigInteger FunctionSize, BigInteger DerivativeSize, BigInteger SimplifiedSize, int DistinctParts, int RecordedNodes);
