namespace Adjoint.Data;

/// <summary>
/// A data set that can be named: what it is and how to get at it. A new one is one file with a sealed class and its line in
/// <see cref="DataCatalogue.All"/>; the tests find classes that have no line.
/// </summary>
public interface IDataSource
{
    /// <summary>The name in the catalogue, which is the name of the set's folder too: lower case, words joined by '-'.</summary>
    string Name { get; }

    /// <summary>One line: what the examples are, how many, from whom.</summary>
    string Description { get; }

    /// <summary>The files to fetch, or null for a set that the program makes by itself.</summary>
    RemoteData? Remote { get; }

    /// <summary>The paths of the set's files at a location; none for a set that the program makes by itself.</summary>
    /// <exception cref="FileNotFoundException">The files are not at the location.</exception>
    IReadOnlyList<string> Files(DataLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Remote is null ? [] : location.Files(Name, [.. Remote.Files.Select(file => WithoutGzip(file.Name))]);
    }

    /// <summary>Loads both parts.</summary>
    /// <exception cref="FileNotFoundException">The files are not at the location.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the files do not fit together.</exception>
    DataSplits Load(DataLocation location);

    private static string WithoutGzip(string name) => name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;
}
