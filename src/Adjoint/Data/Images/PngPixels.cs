using System.Buffers.Binary;

namespace Adjoint.Data.Images;

/// <summary>Turns the samples of a PNG's rows into channels from 0 to 1; what is transparent is laid on white.</summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly byte[] _transparency;
    private readonly string _name;
    private readonly int _offset;
    private readonly int _greatest;
    private readonly int[] _samples;
    private readonly int[] _transparentColor;

    /// <param name="header">The kind of picture.</param>
    /// <param name="palette">Red, green and blue of each colour.</param>
    /// <param name="transparency">For a palette, the alpha of its first colours; else the one colour that is not to be seen.</param>
    /// <param name="name">The file, for messages.</param>
    /// <param name="offset">Where the pixels begin in it.</param>
    public PngPixels(PngHeader header, byte[] palette, byte[] transparency, string name, int offset)
    {
        (_header, _palette, _transparency, _name, _offset) = (header, palette, transparency, name, offset);
        (_greatest, _samples) = ((1 << header.BitDepth) - 1, new int[header.Samples]);
        _transparentColor = header.Kind == PngKind.Palette ? [] : [.. transparency.Chunk(2).Select(pair => pair[0] << 8 | pair[1])];
        var values = GC.AllocateUninitializedArray<float>(header.Channels * header.Height * header.Width);
        Picture = new Picture(header.Channels, header.Height, header.Width, values);
    }

    /// <summary>The picture, whole when all rows are put in.</summary>
    public Picture Picture { get; }

    /// <summary>Puts a row of a pass where it belongs.</summary>
    public void Put(ReadOnlySpan<byte> row, PngPass pass, int y)
    {
        var place = (pass.Top + y * pass.RowStep) * _header.Width + pass.Left;
        for (var x = 0; x < pass.Width; x++, place += pass.ColumnStep)
        {
            for (var s = 0; s < _samples.Length; s++) _samples[s] = Sample(row, x * _samples.Length + s);
            if (_header.Kind == PngKind.Palette) PutColor(place, _samples[0]);
            else PutSamples(place);
        }
    }

    private void PutSamples(int place)
    {
        var alpha = _header.Samples > _header.Channels ? (float)_samples[^1] / _greatest
            : _transparentColor.Length > 0 && _samples.AsSpan().SequenceEqual(_transparentColor) ? 0f : 1f;
        for (var channel = 0; channel < _header.Channels; channel++) Store(channel, place, (float)_samples[channel] / _greatest, alpha);
    }

    private void PutColor(int place, int index)
    {
        if (3 * index >= _palette.Length)
            throw DamagedFile.At(_name, _offset, $"colour {index} of pixel {place}", $"0 to {_palette.Length / 3 - 1}, the palette's");
        var alpha = index < _transparency.Length ? _transparency[index] / 255f : 1f;
        for (var channel = 0; channel < 3; channel++) Store(channel, place, _palette[3 * index + channel] / 255f, alpha);
    }

    private void Store(int channel, int place, float value, float alpha) =>
        Picture.Values[channel * _header.Height * _header.Width + place] = alpha == 1 ? value : value * alpha + (1 - alpha);

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (_header.BitDepth)
        {
            case 8:
                return row[index];
            case 16:
                return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
            default:
                var bit = index * _header.BitDepth;
                return row[bit / 8] >> (8 - _header.BitDepth - bit % 8) & _greatest;
        }
    }
}
