namespace Adjoint.Autodiff;

/// <summary>
/// How operations on this thread are recorded. One field, because every operation asks; set only through <c>ref struct</c> scopes, so that
/// no switch is left behind on a pool thread.
/// </summary>
[Flags]
internal enum RecordMode
{
    None = 0,

    /// <summary>Nothing is recorded.</summary>
    Off = 1,

    /// <summary>Nodes keep all their values, whether or not the derivative reads them.</summary>
    KeepValues = 2,

    /// <summary>Operations that have smaller parts are recorded as those parts.</summary>
    Elementary = 4,

    /// <summary>
    /// What is cut off leaves no <see cref="GradientStop"/>: inside the passes, whose rules take comparisons for constants as they must.
    /// </summary>
    Unnoted = 8,

    /// <summary>New tensors of floats have no elements.</summary>
    Meta = 16,
}

internal readonly ref struct RecordScope
{
    [ThreadStatic] private static RecordMode s_current;
    private readonly RecordMode _outer;

    private RecordScope(RecordMode outer) => _outer = outer;

    public static RecordMode Current => s_current;

    public static bool Has(RecordMode mode) => (s_current & mode) != 0;

    public static RecordScope Set(RecordMode mode, bool active) => Replace(mode, active ? mode : RecordMode.None);

    /// <summary>Puts new values in place of some modes.</summary>
    public static RecordScope Replace(RecordMode which, RecordMode by)
    {
        var scope = new RecordScope(s_current);
        s_current = (s_current & ~which) | by;
        return scope;
    }

    public void Dispose() => s_current = _outer;
}
