using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Adjoint.IO;

/// <summary>One tensor to write.</summary>
internal readonly record struct SafetensorsEntry(string Name, TensorType Type, byte[] Bytes);

/// <summary>Builds what stands before the elements of a safetensors file: the length, the JSON header, the checksum in it.</summary>
internal static class SafetensorsHeader
{
    public const int LengthBytes = 8;

    public static byte[] Build(SafetensorsEntry[] entries, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        buffer.Write(new byte[LengthBytes]);
        WriteJson(buffer, entries, metadata);
        // Spaces at the end keep the elements aligned to 8 bytes.
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        var header = buffer.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - LengthBytes));
        using var hash = new SafetensorsHash();
        hash.Add(header);
        foreach (var entry in entries) hash.Add(entry.Bytes);
        var place = header.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\"{SafetensorsHash.Key}\":\"{SafetensorsHash.Placeholder}\""));
        Encoding.ASCII.GetBytes(hash.Finish(), header.AsSpan(place + SafetensorsHash.Key.Length + 4));
        return header;
    }

    public static string NameOf(DType dtype) => dtype switch
    {
        DType.Float32 => "F32",
        DType.Float64 => "F64",
        DType.Int64 => "I64",
        DType.UInt8 => "U8",
        DType.Bool => "BOOL",
        _ => throw new ArgumentOutOfRangeException(nameof(dtype)),
    };

    private static void WriteJson(MemoryStream buffer, SafetensorsEntry[] entries, IReadOnlyDictionary<string, string> metadata)
    {
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject(Safetensors.MetadataName);
        // First, so that no text of the caller's can look like it and come before it.
        json.WriteString(SafetensorsHash.Key, SafetensorsHash.Placeholder);
        foreach (var (key, value) in metadata) json.WriteString(key, value);
        json.WriteEndObject();
        long offset = 0;
        foreach (var (name, type, bytes) in entries)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", NameOf(type.DType));
            json.WriteStartArray("shape");
            foreach (var size in type.Shape) json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += bytes.Length);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
