namespace Adjoint.Data;

/// <summary>The errors of files that are not what they should be, all worded alike.</summary>
internal static class DamagedFile
{
    /// <summary>Names the file, the place, what was found there and what was expected.</summary>
    public static InvalidDataException At(string name, long offset, string found, string expected, Exception? inner = null) =>
        new($"{name}: at byte {offset}: found {found}, expected {expected}.", inner);
}
