namespace Adjoint.Graphs;

/// <summary>One summand of a step's adjoint: the adjoint of a step that consumes it, times the local derivative.</summary>
/// <param name="Consumer">The step that consumes it.</param>
/// <param name="Local">The consumer's derivative by this step, at this use.</param>
/// <param name="Product">The consumer's adjoint times the local derivative, of this step's shape.</param>
public sealed record AdjointContribution(TraceStep Consumer, LocalDerivative Local, Tensor Product);
