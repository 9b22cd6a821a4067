using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Adjoint.IO;

/// <summary>
/// Reads one safetensors file, trusting nothing in it: every size is checked against the bytes that are there before memory is asked for.
/// </summary>
internal sealed class SafetensorsReader(string path, long fileLength)
{
    private const int MaximumHeader = 100_000_000;

    private readonly record struct Entry(string Name, TensorType Type, long Begin, long End);

    public SafetensorsContent Read(Stream stream)
    {
        var header = ReadHeader(stream);
        var (entries, metadata) = Parse(header.AsMemory(SafetensorsHeader.LengthBytes));
        CheckCoverage(entries, fileLength - header.Length);
        return new SafetensorsContent(ReadTensors(stream, entries, header, metadata.GetValueOrDefault(SafetensorsHash.Key)), metadata);
    }

    // The length, then the JSON.
    private byte[] ReadHeader(Stream stream)
    {
        const int prefix = SafetensorsHeader.LengthBytes;
        if (fileLength < prefix)
        {
            throw new InvalidDataException($"{path}: at offset 0 {prefix} bytes of header length were expected, and the file is "
                + $"{fileLength} bytes long.");
        }
        Span<byte> lengthBytes = stackalloc byte[prefix];
        stream.ReadExactly(lengthBytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length is 0 or > MaximumHeader || (long)length > fileLength - prefix)
        {
            throw new InvalidDataException($"{path}: at offset 0 the header is said to be {length} bytes long, and {fileLength - prefix} "
                + "bytes follow. "
                + "The file is cut short or is no safetensors file.");
        }
        var header = new byte[prefix + (int)length];
        lengthBytes.CopyTo(header);
        stream.ReadExactly(header.AsSpan(prefix));
        return header;
    }

    private Dictionary<string, Tensor> ReadTensors(Stream stream, List<Entry> entries, byte[] header, string? expected)
    {
        using var hash = new SafetensorsHash();
        hash.Add(WithPlaceholder(header, expected));
        var tensors = new Dictionary<string, Tensor>();
        foreach (var entry in entries)
        {
            var bytes = new byte[entry.End - entry.Begin];
            stream.ReadExactly(bytes);
            hash.Add(bytes);
            tensors.Add(entry.Name, ToTensor(entry, bytes));
        }
        var found = hash.Finish();
        if (expected is null || expected == found) return tensors;
        throw new InvalidDataException($"{path}: the file is corrupt: from offset 0 to {fileLength} its SHA-256 is {found}, and the "
            + $"header says {expected}.");
    }

    private static byte[] WithPlaceholder(byte[] header, string? expected)
    {
        if (expected is null) return header;
        // Not found as it stands there, it was not written by Save, and no checksum comes out right.
        var place = header.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\"{SafetensorsHash.Key}\":\"{expected}\""));
        if (place < 0 || expected.Length != SafetensorsHash.Placeholder.Length) return header;
        var copy = header.ToArray();
        Encoding.ASCII.GetBytes(SafetensorsHash.Placeholder, copy.AsSpan(place + SafetensorsHash.Key.Length + 4));
        return copy;
    }

    private (List<Entry> Entries, Dictionary<string, string> Metadata) Parse(ReadOnlyMemory<byte> header)
    {
        var entries = new List<Entry>();
        var metadata = new Dictionary<string, string>();
        var names = new HashSet<string>();
        try
        {
            using var json = JsonDocument.Parse(header);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name)) throw new FormatException($"'{property.Name}' is described twice.");
                if (property.Name != Safetensors.MetadataName) entries.Add(ParseEntry(property));
                else ParseMetadata(property.Value, metadata);
            }
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ShapeException)
        {
            throw new InvalidDataException($"{path}: the header at offset {SafetensorsHeader.LengthBytes} ({header.Length} bytes) "
                + $"is not that of a safetensors file: {e.Message}", e);
        }
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        return (entries, metadata);
    }

    private static void ParseMetadata(JsonElement value, Dictionary<string, string> metadata)
    {
        foreach (var text in value.EnumerateObject())
        {
            var content = text.Value.GetString()
                ?? throw new FormatException($"the metadata '{text.Name}' is null, and a text was expected.");
            if (!metadata.TryAdd(text.Name, content)) throw new FormatException($"the metadata '{text.Name}' stands there twice.");
        }
    }

    private static Entry ParseEntry(JsonProperty property)
    {
        var dtype = property.Value.GetProperty("dtype").GetString() switch
        {
            "F32" => DType.Float32,
            "F64" => DType.Float64,
            "I64" => DType.Int64,
            "U8" => DType.UInt8,
            "BOOL" => DType.Bool,
            var other => throw new FormatException($"tensor '{property.Name}' has the element type {other}, which is not supported; F32, "
                + "F64, I64, U8 and BOOL are."),
        };
        var shape = Shape.Create([.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
        long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        var expected = (long)shape.ElementCount * dtype.ItemSize;
        if (offsets is [>= 0 and var begin, var end] && end >= begin && end - begin == expected)
            return new Entry(property.Name, new TensorType(shape, dtype), begin, end);
        throw new FormatException($"tensor '{property.Name}' {new TensorType(shape, dtype)} needs {expected} bytes, and its data offsets "
            + $"are [{string.Join(", ", offsets)}].");
    }

    private void CheckCoverage(List<Entry> entries, long dataLength)
    {
        long at = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != at)
            {
                throw new InvalidDataException($"{path}: tensor '{entry.Name}' begins at data offset {entry.Begin}, and {at} was expected: "
                    + "tensors must lie one after another.");
            }
            at = entry.End;
        }
        if (at == dataLength) return;
        throw new InvalidDataException($"{path}: from offset {fileLength - dataLength} on the header describes {at} bytes of elements, "
            + $"and the file holds {dataLength}: "
            + (dataLength < at ? "it is cut short." : "it has bytes too many."));
    }

    private static Tensor ToTensor(Entry entry, byte[] bytes) => entry.Type.DType switch
    {
        DType.Float32 => Tensor.From<float>(MemoryMarshal.Cast<byte, float>(bytes), entry.Type.Shape),
        DType.Float64 => Tensor.From<double>(MemoryMarshal.Cast<byte, double>(bytes), entry.Type.Shape),
        DType.Int64 => Tensor.From<long>(MemoryMarshal.Cast<byte, long>(bytes), entry.Type.Shape),
        DType.UInt8 => Tensor.From<byte>(bytes, entry.Type.Shape),
        // Any other byte than 0 and 1 would be no bool of .NET.
        _ => Tensor.From<bool>(bytes.Select(value => value != 0).ToArray(), entry.Type.Shape),
    };
}
