namespace Adjoint.Optim;

/// <summary>What is known of the loss at one point of a line x + step d.</summary>
/// <param name="Step">How far along the line.</param>
/// <param name="Loss">The loss there; infinite where it is not a number.</param>
/// <param name="Slope">Its derivative by the step: the gradient times d.</param>
/// <param name="Gradient">Its gradient.</param>
internal sealed record LinePoint(double Step, double Loss, double Slope, double[] Gradient);
