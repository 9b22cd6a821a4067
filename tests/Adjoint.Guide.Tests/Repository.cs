namespace Adjoint.Guide.Tests;

/// <summary>Where the pages lie, and whether the tests write them.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>Adjoint.slnx</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>Whether outputs, pictures and tables are taken over into the pages.</summary>
    public static bool TakesOver { get; } = Environment.GetEnvironmentVariable("ADJOINT_WRITE_GUIDE") == "1";

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Adjoint.slnx"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests do not lie below the folder of Adjoint.slnx.");
    }
}
