namespace Adjoint;

/// <summary>
/// A place where the record ends although a variable stands behind it: nothing before it gets a gradient by what is computed from it. Results
/// carry it on, so that an error can name the place.
/// </summary>
public sealed class GradientStop
{
    private readonly Operation? _operation;
    private readonly bool _insideNoGrad;

    private GradientStop(Operation? operation, bool insideNoGrad)
    {
        (_operation, _insideNoGrad) = (operation, insideNoGrad);
        ModulePath = ModuleScope.Current;
    }

    /// <summary>The operation that was not recorded, such as <c>argmax</c> or <c>Detach()</c>.</summary>
    public string Operation => _operation?.Name ?? "Detach()";

    /// <summary>Path of the module that was running, such as <c>head</c>; null outside any module.</summary>
    public string? ModulePath { get; }

    /// <summary>Why the gradient stops there, as in "its result is a position and has no derivative".</summary>
    public string Reason => _operation is null ? "it takes the values out of the record on purpose"
        : _insideNoGrad ? "it was computed inside NoGrad" : _operation.WhyNotDifferentiable;

    /// <summary>What to do if a gradient was meant to pass.</summary>
    public string Hint => _operation is null ? "leave Detach() out if a gradient is to pass."
        : _insideNoGrad ? "compute the result outside of NoGrad if a gradient is to pass."
        : "a gradient needs a way around it; compute the loss from the floating-point values before it.";

    /// <summary>True for <c>Detach()</c> and <see cref="NoGrad"/>, which are asked for.</summary>
    public bool IsOnPurpose => _operation is null || _insideNoGrad;

    /// <summary>As in <c>argmax (in module head): its result is a position and has no derivative</c>.</summary>
    public override string ToString() => ErrorText.Of(Operation, ModulePath, Reason);

    internal static GradientStop AtDetach() => new(null, false);

    internal static GradientStop At(Operation operation, bool insideNoGrad) => new(operation, insideNoGrad);
}
