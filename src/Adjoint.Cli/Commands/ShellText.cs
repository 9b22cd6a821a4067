namespace Adjoint.Cli.Commands;

/// <summary>Texts that can be copied to a shell.</summary>
internal static class ShellText
{
    /// <summary>The text itself, or in quotes where a shell would take it apart.</summary>
    public static string Quote(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '/' or '\\' or '.' or '-' or '_' or ':' or '~')
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
