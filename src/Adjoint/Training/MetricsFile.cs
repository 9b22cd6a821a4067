namespace Adjoint.Training;

/// <summary>The length of the metrics file belongs to the training state: lines that a killed run wrote after its last save are done again.</summary>
internal static class MetricsFile
{
    public static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    public static void Truncate(string path, long length)
    {
        if (Length(path) <= length) return;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
        stream.SetLength(length);
    }
}
