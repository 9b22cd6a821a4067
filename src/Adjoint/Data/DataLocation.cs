namespace Adjoint.Data;

/// <summary>
/// Where data sets are looked for: in a directory that was named, then in the one that the environment variable <c>ADJOINT_DATA</c> names,
/// then in the user's cache. In each, a data set has a folder of its own name, such as <c>mnist/</c>.
/// </summary>
public sealed class DataLocation
{
    /// <summary>The environment variable that names a directory of data sets.</summary>
    public const string Variable = "ADJOINT_DATA";

    private readonly string? _named;

    private DataLocation(string? named, string? variable, string? cache)
    {
        string?[] roots = [named, variable, cache];
        _named = named;
        Roots = [.. roots.OfType<string>().Distinct()];
        Destination = named ?? cache;
    }

    /// <summary>The directories that are looked at, in order.</summary>
    public IReadOnlyList<string> Roots { get; }

    /// <summary>
    /// Where fetched data sets are put: the directory that was named, else the user's cache; null where the user has none.
    /// </summary>
    public string? Destination { get; }

    /// <summary>The directories that hold for this process.</summary>
    /// <param name="directory">A directory that the user named (<c>--data-dir</c>), or null.</param>
    public static DataLocation Find(string? directory = null) => Find(directory, Environment.GetEnvironmentVariable);

    /// <summary>As <see cref="Find(string?)"/>, with an environment of the caller's.</summary>
    public static DataLocation Find(string? directory, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new DataLocation(Full(directory), Full(environment(Variable)), Full(Cache(environment)));
    }

    /// <summary>
    /// The paths of a data set's files, all from the first directory that holds all of them. Each may be there under its own name or with
    /// <c>.gz</c> behind it.
    /// </summary>
    /// <param name="dataSet">The data set's name, which is its folder's.</param>
    /// <param name="files">The files' names, without <c>.gz</c>.</param>
    /// <exception cref="DirectoryNotFoundException">The directory that the user named does not exist.</exception>
    /// <exception cref="FileNotFoundException">No directory holds all of them; the message says what is missing where.</exception>
    public IReadOnlyList<string> Files(string dataSet, params IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return FirstOf(dataSet, [files]);
    }

    /// <summary>As <see cref="Files"/>, for a set that may lie there in several forms.</summary>
    /// <param name="dataSet">The data set's name, which is its folder's.</param>
    /// <param name="forms">For each form the names of its files, the best first; a directory's best form is taken.</param>
    /// <exception cref="DirectoryNotFoundException">The directory that the user named does not exist.</exception>
    /// <exception cref="FileNotFoundException">No directory holds one; the message says what is missing of the last one where.</exception>
    public IReadOnlyList<string> FirstOf(string dataSet, IReadOnlyList<IReadOnlyList<string>> forms)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataSet);
        ArgumentNullException.ThrowIfNull(forms);
        if (_named is not null && !Directory.Exists(_named))
            throw new DirectoryNotFoundException($"The data directory {_named} does not exist.");
        var missing = new List<string>();
        foreach (var root in Roots)
        {
            var folder = Path.Combine(root, dataSet);
            foreach (var form in forms) if (Find(folder, form) is var paths && !paths.Contains(null)) return paths!;
            missing.Add(Missing(folder, forms[^1], Find(folder, forms[^1])));
            // Whoever names a directory means the set that lies there, whole or not.
            if (root == _named && Directory.Exists(folder)) break;
        }

        throw new FileNotFoundException(
            $"The data set '{dataSet}' is not here: {string.Join("; ", missing.DefaultIfEmpty("there is no directory to look in"))}. " +
            $"Fetch it with 'adjoint data get {dataSet}', " +
            $"or name the directory that holds its folder '{dataSet}/' with --data-dir or {Variable}.");
    }

    private static string?[] Find(string folder, IReadOnlyList<string> files) =>
        [.. files.Select(file => Existing(Path.Combine(folder, file)))];

    private static string? Full(string? path) => string.IsNullOrEmpty(path) ? null : Path.GetFullPath(path);

    private static string? Existing(string path) => File.Exists(path) ? path : File.Exists(path + ".gz") ? path + ".gz" : null;

    private static string Missing(string folder, IReadOnlyList<string> files, string?[] paths)
    {
        if (!Directory.Exists(folder)) return $"no folder {folder}";
        var absent = files.Where((_, i) => paths[i] is null).Select(file => file + "[.gz]");
        return $"no {string.Join(", ", absent)} in {folder}";
    }

    private static string? Cache(Func<string, string?> environment)
    {
        var root = OperatingSystem.IsLinux()
            ? XdgCache(environment)
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return string.IsNullOrEmpty(root) ? null : Path.Combine(root, "adjoint");
    }

    // The XDG base directory specification: a relative XDG_CACHE_HOME does not count.
    private static string? XdgCache(Func<string, string?> environment)
    {
        if (environment("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache)) return cache;
        return environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache") : null;
    }
}
