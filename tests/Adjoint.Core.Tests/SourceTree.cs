namespace Adjoint.Core.Tests;

/// <summary>Where the sources and pages lie that tests read.</summary>
internal static class SourceTree
{
    /// <summary>The folder of Adjoint.slnx.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Adjoint.slnx"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests do not lie below the folder of Adjoint.slnx.");
    }
}
