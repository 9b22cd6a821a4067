using Adjoint.Autodiff;

namespace Adjoint;

/// <summary>One derivative by any of the four methods.</summary>
internal static class ByMethod
{
    /// <summary>The gradients of a single number.</summary>
    public static Func<Tensor[], Tensor[]> Gradients(string caller, Func<Tensor[], Tensor> f, DifferentiationMethod method)
    {
        if (method == DifferentiationMethod.Symbolic) return new SymbolicFunction(caller, f).Gradients;
        if (method == DifferentiationMethod.Numerical) return new NumericalFunction(caller, f).Gradients;
        Require(method);
        return x =>
        {
            using var run = RecordedFunction.RunScalar(caller, f, x);
            return run.Gradients(method);
        };
    }

    /// <summary>The Jacobians by each argument.</summary>
    public static Func<Tensor[], Tensor[]> Jacobians(string caller, Func<Tensor[], Tensor> f, DifferentiationMethod? method)
    {
        if (method == DifferentiationMethod.Symbolic) return new SymbolicFunction(caller, f).Jacobians;
        if (method == DifferentiationMethod.Numerical) return new NumericalFunction(caller, f).Jacobians;
        if (method is { } given) Require(given);
        return x => RecordedFunction.Run(caller, f, x).Jacobians(method);
    }

    public static void Require(DifferentiationMethod method)
    {
        if (!Enum.IsDefined(method)) throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such way to differentiate.");
    }
}
