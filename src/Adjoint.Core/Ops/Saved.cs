namespace Adjoint;

/// <summary>Which values an operation's derivative needs; what is not named here is not kept alive by the record.</summary>
[Flags]
public enum Saved
{
    /// <summary>Shapes alone.</summary>
    None = 0,

    /// <summary>The output.</summary>
    Output = 1,

    /// <summary>The first input.</summary>
    Input0 = 2,

    /// <summary>The second input.</summary>
    Input1 = 4,

    /// <summary>The third input.</summary>
    Input2 = 8,

    /// <summary>Every input.</summary>
    Inputs = ~Output,
}

internal static class SavedExtensions
{
    extension(Saved)
    {
        /// <summary>The flag of one input; from the 30th on they share the last.</summary>
        public static Saved Input(int index) => (Saved)(2 << Math.Min(index, 29));
    }
}
