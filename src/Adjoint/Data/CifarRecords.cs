namespace Adjoint.Data;

/// <summary>
/// The records of a file of CIFAR's binary version: a byte that is the label, then 32x32 bytes of red, as many of green and of blue, row by
/// row. There is no header, so the length of the file tells how many there are.
/// </summary>
/// <param name="Labels">The class of each picture.</param>
/// <param name="Pixels">The pictures one after another, 3 x 32 x 32 bytes each.</param>
internal sealed record CifarRecords(byte[] Labels, byte[] Pixels)
{
    private const int Size = 32;
    private const int ImageLength = 3 * Size * Size;
    private const int RecordLength = 1 + ImageLength;
    // Twice what a published file holds; what a small compressed file unpacks to ends there.
    private const int MostRecords = 20_000;

    /// <summary>The shape of a picture.</summary>
    public static IReadOnlyList<int> ImageShape { get; } = [3, Size, Size];

    /// <summary>No file may be longer.</summary>
    public static long MostLength => (long)MostRecords * RecordLength;

    /// <summary>Reads a file, plain or gzip-compressed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">Labels are below that.</param>
    /// <exception cref="InvalidDataException">It is not such a file; the message names the place, what was found and what was
    /// expected.</exception>
    public static CifarRecords Read(string path, int classes)
    {
        using var file = PackedFile.Open(path, "a file of CIFAR records");
        var bytes = file.ReadUpTo(MostLength);
        file.RequireEnd($"{bytes.Length} bytes of at most {MostRecords} records");
        return Parse(bytes, path, classes);
    }

    /// <summary>Takes the contents of a file apart.</summary>
    /// <param name="bytes">The contents.</param>
    /// <param name="name">The file, for messages.</param>
    /// <param name="classes">Labels are below that.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    public static CifarRecords Parse(ReadOnlySpan<byte> bytes, string name, int classes)
    {
        var count = bytes.Length / RecordLength;
        var rest = bytes.Length % RecordLength;
        if (rest != 0 || count == 0)
        {
            throw DamagedFile.At(name, (long)count * RecordLength, $"{rest} bytes as record {count}",
                $"{RecordLength} bytes a record (1 label, 3 x {Size} x {Size} pixels), {bytes.Length} bytes being no multiple of that");
        }
        var (labels, pixels) = (new byte[count], new byte[count * ImageLength]);
        for (var i = 0; i < count; i++)
        {
            var record = bytes.Slice(i * RecordLength, RecordLength);
            labels[i] = record[0];
            if (labels[i] >= classes)
                throw DamagedFile.At(name, (long)i * RecordLength, $"label {labels[i]} in record {i}", $"0 to {classes - 1}");
            record[1..].CopyTo(pixels.AsSpan(i * ImageLength));
        }
        return new CifarRecords(labels, pixels);
    }
}
