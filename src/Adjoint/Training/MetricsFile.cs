namespace Adjoint.Training;

/// <summary>
/// The length of the metrics file belongs to the training state: lines that a killed run wrote after its last save are done again.
/// </summary>
internal static class MetricsFile
{
    /// <summary>The bytes that are there, safely on disk; 0 if there is no file.</summary>
    public static long SafeLength(string path)
    {
        if (!File.Exists(path)) return 0;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.Flush(flushToDisk: true);
        return stream.Length;
    }

    /// <summary>Cuts the file to the length it had.</summary>
    /// <exception cref="InvalidDataException">It is shorter than that, or a line of what remains is damaged; nothing was
    /// changed.</exception>
    public static void CutTo(string path, long length)
    {
        var found = File.Exists(path) ? new FileInfo(path).Length : 0;
        if (found < length)
        {
            throw new InvalidDataException($"{path}: the file is {found} bytes long, and the training state says that it had {length}: it "
                + "was cut short.");
        }
        RunHistory.Epochs(path, length);
        if (found == length) return;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
        stream.SetLength(length);
    }
}
