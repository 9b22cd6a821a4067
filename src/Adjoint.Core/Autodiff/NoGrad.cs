using Adjoint.Autodiff;

namespace Adjoint;

/// <summary>
/// Turns recording off on this thread until the scope ends: <c>using var noGrad = NoGrad.Begin();</c> (PyTorch: <c>torch.no_grad()</c>).
/// A <c>ref struct</c>, so the compiler forbids it to cross an <c>await</c> and leave the switch behind on a pool thread.
/// </summary>
public readonly ref struct NoGrad
{
    private readonly RecordScope _scope;

    private NoGrad(RecordScope scope) => _scope = scope;

    /// <summary>True while operations on this thread are not recorded.</summary>
    public static bool IsActive => RecordScope.Has(RecordMode.Off);

    /// <summary>Turns recording off.</summary>
    public static NoGrad Begin() => new(RecordScope.Set(RecordMode.Off, true));

    /// <summary>Turns recording off or on, for the derivative rules of a pass that may itself be differentiated.</summary>
    internal static NoGrad Set(bool active) =>
        new(RecordScope.Replace(RecordMode.Off, active ? RecordMode.Off | RecordMode.Unnoted : RecordMode.Unnoted));

    /// <summary>Turns recording on, for a function that is to be differentiated, wherever that is asked for.</summary>
    internal static NoGrad Lift() => new(RecordScope.Set(RecordMode.Off | RecordMode.Unnoted, false));

    /// <summary>Restores what was before.</summary>
    public void Dispose() => _scope.Dispose();
}
