namespace Adjoint;

/// <summary>
/// Turns recording off on this thread until the scope ends: <c>using var noGrad = NoGrad.Begin();</c> (PyTorch: <c>torch.no_grad()</c>).
/// A <c>ref struct</c>, so the compiler forbids it to cross an <c>await</c> and leave the switch behind on a pool thread.
/// </summary>
public readonly ref struct NoGrad
{
    [ThreadStatic] private static bool s_active;
    private readonly bool _outer;

    private NoGrad(bool outer) => _outer = outer;

    /// <summary>True while operations on this thread are not recorded.</summary>
    public static bool IsActive => s_active;

    /// <summary>Turns recording off.</summary>
    public static NoGrad Begin() => Set(true);

    /// <summary>Turns recording off or on, for a backward pass that may itself be differentiated.</summary>
    internal static NoGrad Set(bool active)
    {
        var scope = new NoGrad(s_active);
        s_active = active;
        return scope;
    }

    /// <summary>Restores what was before.</summary>
    public void Dispose() => s_active = _outer;
}
