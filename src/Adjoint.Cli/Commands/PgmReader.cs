using System.Globalization;

namespace Adjoint.Cli.Commands;

/// <summary>Reads a portable graymap (PGM, P2 or P5), the simplest picture format that drawing programs write; white ink on black, as the digits are.</summary>
internal static class PgmReader
{
    private const int LargestSide = 1 << 14;

    public static bool IsPgm(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.ReadByte() == 'P' && stream.ReadByte() is '2' or '5';
    }

    public static (IReadOnlyList<float[]> Images, int Height, int Width) Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var at = 2;
        var width = Number(path, bytes, ref at, "width", LargestSide);
        var height = Number(path, bytes, ref at, "height", LargestSide);
        var greatest = Number(path, bytes, ref at, "greatest value", 255);
        var image = new float[width * height];
        if (bytes[1] == '2')
        {
            for (var i = 0; i < image.Length; i++) image[i] = (float)Number(path, bytes, ref at, $"pixel {i}", greatest, least: 0) / greatest;
            return ([image], height, width);
        }
        // One white space ends the header.
        at++;
        if (bytes.Length - at != image.Length)
        {
            throw new InvalidDataException($"{path}: {width} x {height} pixels need {image.Length} bytes from offset {at} on, and {bytes.Length - at} are there.");
        }
        for (var i = 0; i < image.Length; i++) image[i] = Math.Min(1, (float)bytes[at + i] / greatest);
        return ([image], height, width);
    }

    private static int Number(string path, byte[] bytes, ref int at, string what, int most, int least = 1)
    {
        while (at < bytes.Length && (bytes[at] <= ' ' || bytes[at] == '#'))
        {
            // A comment runs to the end of its line.
            if (bytes[at] == '#') while (at < bytes.Length && bytes[at] != '\n') at++;
            else at++;
        }
        var start = at;
        while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9') at++;
        if (int.TryParse(bytes.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        throw new InvalidDataException($"{path}: at offset {start} the {what} was expected, a number from {least} to {most}.");
    }
}
