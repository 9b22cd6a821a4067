namespace Adjoint.Core.Tests.Autodiff.Functional;

/// <summary>The two modes of automatic differentiation, which nest in any order.</summary>
internal static class Modes
{
    public static readonly DifferentiationMethod[] All = [DifferentiationMethod.Reverse, DifferentiationMethod.Forward];
}
