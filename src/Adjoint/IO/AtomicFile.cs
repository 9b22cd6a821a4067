namespace Adjoint.IO;

/// <summary>
/// Writes a file beside its place and renames it, so that what stood there stays whole whatever happens on the way. A link is followed; into a
/// pipe or a device, which cannot be replaced, the content is written directly.
/// </summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes a whole file. Until it is complete it is called <c>PATH.part</c>; one that a killed program left is written over.
    /// </summary>
    /// <param name="path">Where the file is to stand; its folder must exist.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">
    /// The disk is full, the folder cannot be written, or someone else is writing the same file; the message names it. The old file is as
    /// it was.
    /// </exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            if (File.Exists(path)) path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            if (OpenUnlessRegular(path) is { } target)
            {
                using (target) write(target);
                return;
            }
            var beside = path + ".part";
            // Without a buffer of its own, so that closing it after a failure writes nothing any more.
            using var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            WriteAndMove(stream, write, beside, path);
        }
        catch (Exception e) when (IsWriteFailure(e))
        {
            throw new IOException($"Cannot write {path}: {e.Message} What stood there before is untouched.", e);
        }
    }

    /// <summary>Writes a whole text file in UTF-8.</summary>
    /// <exception cref="IOException">As for <see cref="Write"/>.</exception>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>
    /// Tells that a file could not be written. .NET reports a file that grows past the limit of the process or of the file system (EFBIG)
    /// as an argument "value" out of its range.
    /// </summary>
    internal static bool IsWriteFailure(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    // What is neither a place in a file system of files nor can be rewound is no regular file. Null for a regular one and for none.
    private static FileStream? OpenUnlessRegular(string path)
    {
        if (!File.Exists(path)) return null;
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (UnauthorizedAccessException)
        {
            // A file that may not be written can still be replaced.
            return null;
        }
        if (!stream.CanSeek || Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal)) return stream;
        stream.Dispose();
        return null;
    }

    private static void WriteAndMove(FileStream stream, Action<Stream> write, string beside, string path)
    {
        try
        {
            var buffer = new BufferedStream(stream);
            write(buffer);
            buffer.Flush();
            stream.Flush(flushToDisk: true);
            stream.Dispose();
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            TryDelete(stream, beside);
            throw;
        }
    }

    private static void TryDelete(FileStream stream, string path)
    {
        try
        {
            stream.Dispose();
            File.Delete(path);
        }
        catch (Exception e) when (IsWriteFailure(e))
        {
            // The error that led here says more than this one would.
        }
    }
}
