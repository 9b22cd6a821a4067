namespace Adjoint;

/// <summary>One step of a <see cref="ScalarTape"/>, for showing it.</summary>
/// <param name="Operation">The operation; null for a variable.</param>
/// <param name="Value">The result.</param>
/// <param name="Inputs">The operation's inputs in order.</param>
public sealed record ScalarStep(Operation? Operation, double Value, IReadOnlyList<ScalarInput> Inputs);

/// <summary>One input of a step.</summary>
/// <param name="Step">The step it came from, counted from 0; null for a constant.</param>
/// <param name="Value">Its value.</param>
/// <param name="Slope">The local derivative of the step's result by it; 0 for a constant.</param>
public readonly record struct ScalarInput(int? Step, double Value, double Slope);
