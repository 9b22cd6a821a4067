namespace Adjoint.Cli.Commands;

/// <summary>A file that an option names.</summary>
internal static class OutputFile
{
    /// <exception cref="UsageException">The option is given without a name.</exception>
    public static void Require(string option, string? file)
    {
        if (file is not null && string.IsNullOrWhiteSpace(file))
            throw new UsageException($"{option} needs the name of a file to write, and it is empty.");
    }
}
