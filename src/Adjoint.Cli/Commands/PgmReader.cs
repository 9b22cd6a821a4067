using System.Globalization;

namespace Adjoint.Cli.Commands;

/// <summary>
/// Reads a portable graymap (PGM, P2 or P5), the simplest picture format that drawing programs write; white ink on black, as the digits are.
/// </summary>
internal sealed class PgmReader
{
    private const int LargestSide = 1 << 14;
    private const int GreatestValue = 255;

    private readonly string _path;
    private readonly byte[] _bytes;
    private int _at = 2;

    private PgmReader(string path) => (_path, _bytes) = (path, File.ReadAllBytes(path));

    public static bool IsPgm(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.ReadByte() == 'P' && stream.ReadByte() is '2' or '5';
    }

    public static (IReadOnlyList<float[]> Images, int Height, int Width) Read(string path) => new PgmReader(path).Read();

    private (IReadOnlyList<float[]> Images, int Height, int Width) Read()
    {
        var width = Number("width", 1, LargestSide);
        var height = Number("height", 1, LargestSide);
        var greatest = Number("greatest value", 1, GreatestValue);
        // One white space ends the header.
        return ([_bytes[1] == '2' ? Text(width * height, greatest) : Binary(width * height, greatest)], height, width);
    }

    private float[] Text(int count, int greatest)
    {
        // A number takes a digit and what separates it from the next one.
        RequireBytes(count, 2 * count - 1, isExact: false);
        var image = new float[count];
        for (var i = 0; i < count; i++) image[i] = (float)Number($"value of pixel {i}", 0, greatest) / greatest;
        return image;
    }

    private float[] Binary(int count, int greatest)
    {
        _at++;
        RequireBytes(count, count, isExact: true);
        return Array.ConvertAll(_bytes[_at..], value => Math.Min(1, (float)value / greatest));
    }

    private void RequireBytes(int pixels, int expected, bool isExact)
    {
        var found = _bytes.Length - _at;
        if (found == expected || (found > expected && !isExact)) return;
        throw new InvalidDataException($"{_path}: {pixels} pixels need {(isExact ? "" : "at least ")}{expected} bytes from offset {_at} on, and {found} are there.");
    }

    private int Number(string what, int least, int most)
    {
        SkipSpace();
        var start = _at;
        while (_at < _bytes.Length && _bytes[_at] is >= (byte)'0' and <= (byte)'9') _at++;
        var digits = _bytes.AsSpan(start, _at - start);
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        throw new InvalidDataException($"{_path}: at offset {start} the {what} was expected, a number from {least} to {most}.");
    }

    private void SkipSpace()
    {
        while (_at < _bytes.Length && (_bytes[_at] <= ' ' || _bytes[_at] == '#'))
        {
            // A comment runs to the end of its line.
            if (_bytes[_at] == '#') while (_at < _bytes.Length && _bytes[_at] != '\n') _at++;
            else _at++;
        }
    }
}
