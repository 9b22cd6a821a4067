using System.Formats.Tar;
using System.IO.Compression;

namespace Adjoint.Data;

/// <summary>The archive in which CIFAR's binary version is published, a tar file that is plain or gzip-compressed.</summary>
internal static class CifarArchive
{
    // The published archive has a folder, six files of records, class names and a page of text.
    private const int MostEntries = 64;

    /// <summary>Reads files of records out of an archive, whatever folder they stand in.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="files">Their names, in the order of the result.</param>
    /// <param name="classes">Labels are below that.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, or one of the files is not in it.</exception>
    public static CifarRecords[] Read(string path, IReadOnlyList<string> files, int classes)
    {
        var found = new CifarRecords?[files.Count];
        try
        {
            using var file = File.OpenRead(path);
            var isPacked = path.EndsWith(".gz", StringComparison.Ordinal);
            using Stream contents = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var archive = new TarReader(contents);
            for (var entries = 0; found.Contains(null) && entries < MostEntries && archive.GetNextEntry() is { } entry; entries++)
            {
                RequireSmall(path, entry);
                var place = Place(files, Path.GetFileName(entry.Name));
                if (place >= 0) found[place] = CifarRecords.Parse(Contents(entry), $"{path}: {entry.Name}", classes);
            }
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException(
                $"{path}: found a tar archive that is damaged or cut short ({e.Message}), expected a whole one.", e);
        }
        var missing = Array.IndexOf(found, null);
        return missing < 0
            ? [.. found.OfType<CifarRecords>()]
            : throw new InvalidDataException($"{path}: found no {files[missing]} in the archive, expected {string.Join(", ", files)}.");
    }

    private static void RequireSmall(string path, TarEntry entry)
    {
        if (entry.Length <= CifarRecords.MostLength) return;
        throw new InvalidDataException($"{path}: {entry.Name}: found a length of {entry.Length} bytes, expected at most "
            + $"{CifarRecords.MostLength}.");
    }

    private static byte[] Contents(TarEntry entry)
    {
        using var contents = new MemoryStream();
        entry.DataStream?.CopyTo(contents);
        return contents.ToArray();
    }

    private static int Place(IReadOnlyList<string> files, string name)
    {
        for (var i = 0; i < files.Count; i++) if (files[i] == name) return i;
        return -1;
    }
}
