using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Adjoint.IO;

/// <summary>Reads one safetensors file, trusting nothing in it: every size is checked against the bytes that are there before memory is asked for.</summary>
internal sealed class SafetensorsReader(string path, long fileLength)
{
    private const int MaximumHeader = 100_000_000;

    private readonly record struct Entry(string Name, DType DType, Shape Shape, long Begin, long End);

    public SafetensorsContent Read(Stream stream)
    {
        if (fileLength < 8) throw new InvalidDataException($"{path}: the file is {fileLength} bytes long, and 8 bytes of header length were expected.");
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is 0 or > MaximumHeader || (long)length > fileLength - 8)
        {
            throw new InvalidDataException($"{path}: at offset 0 the header is said to be {length} bytes long, and {fileLength - 8} bytes follow. "
                + "The file is cut short or is no safetensors file.");
        }
        var header = new byte[(int)length];
        stream.ReadExactly(header);
        var (entries, metadata) = Parse(header, fileLength - 8 - (long)length);
        return new SafetensorsContent(ReadTensors(stream, entries, metadata), metadata);
    }

    private Dictionary<string, Tensor> ReadTensors(Stream stream, List<Entry> entries, Dictionary<string, string> metadata)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var tensors = new Dictionary<string, Tensor>();
        foreach (var entry in entries)
        {
            var bytes = new byte[entry.End - entry.Begin];
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
            tensors.Add(entry.Name, ToTensor(entry, bytes));
        }
        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (metadata.TryGetValue(Safetensors.HashKey, out var expected) && expected != found)
        {
            throw new InvalidDataException($"{path}: the elements are corrupt: their SHA-256 is {found}, and the header says {expected}.");
        }
        return tensors;
    }

    private (List<Entry> Entries, Dictionary<string, string> Metadata) Parse(byte[] header, long dataLength)
    {
        var entries = new List<Entry>();
        var metadata = new Dictionary<string, string>();
        try
        {
            using var json = JsonDocument.Parse(header);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Name != "__metadata__") entries.Add(ParseEntry(property));
                else foreach (var text in property.Value.EnumerateObject()) metadata[text.Name] = text.Value.GetString() ?? "";
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ShapeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{path}: the header at offset 8 ({header.Length} bytes) is not that of a safetensors file: {e.Message}", e);
        }
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        CheckCoverage(entries, dataLength);
        return (entries, metadata);
    }

    private Entry ParseEntry(JsonProperty property)
    {
        var dtype = property.Value.GetProperty("dtype").GetString() switch
        {
            "F32" => DType.Float32,
            "F64" => DType.Float64,
            "I64" => DType.Int64,
            "U8" => DType.UInt8,
            "BOOL" => DType.Bool,
            var other => throw new InvalidDataException($"{path}: tensor '{property.Name}' has the element type {other}, which is not supported; F32, F64, I64, U8 and BOOL are."),
        };
        var shape = Shape.Create([.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
        var offsets = property.Value.GetProperty("data_offsets");
        var entry = new Entry(property.Name, dtype, shape, offsets[0].GetInt64(), offsets[1].GetInt64());
        var expected = (long)shape.ElementCount * dtype.ItemSize;
        if (entry.Begin < 0 || entry.End - entry.Begin != expected)
        {
            throw new InvalidDataException($"{path}: tensor '{entry.Name}' {new TensorType(shape, dtype)} needs {expected} bytes, and its offsets are {entry.Begin}..{entry.End}.");
        }
        return entry;
    }

    private void CheckCoverage(List<Entry> entries, long dataLength)
    {
        long at = 0;
        var names = new HashSet<string>();
        foreach (var entry in entries)
        {
            if (!names.Add(entry.Name)) throw new InvalidDataException($"{path}: tensor '{entry.Name}' is described twice.");
            if (entry.Begin != at)
            {
                throw new InvalidDataException($"{path}: tensor '{entry.Name}' begins at data offset {entry.Begin}, and {at} was expected: tensors must lie one after another.");
            }
            at = entry.End;
        }
        if (at == dataLength) return;
        throw new InvalidDataException($"{path}: the header describes {at} bytes of elements, and the file holds {dataLength}: "
            + (dataLength < at ? "it is cut short." : "it has bytes too many."));
    }

    private static Tensor ToTensor(Entry entry, byte[] bytes) => entry.DType switch
    {
        DType.Float32 => Tensor.From<float>(MemoryMarshal.Cast<byte, float>(bytes), entry.Shape),
        DType.Float64 => Tensor.From<double>(MemoryMarshal.Cast<byte, double>(bytes), entry.Shape),
        DType.Int64 => Tensor.From<long>(MemoryMarshal.Cast<byte, long>(bytes), entry.Shape),
        DType.UInt8 => Tensor.From<byte>(bytes, entry.Shape),
        // Any other byte than 0 and 1 would be no bool of .NET.
        _ => Tensor.From<bool>(bytes.Select(value => value != 0).ToArray(), entry.Shape),
    };
}
