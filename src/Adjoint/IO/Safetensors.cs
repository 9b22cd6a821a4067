using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Adjoint.IO;

/// <summary>
/// Tensors by name in the safetensors format: 8 bytes little-endian header length, a JSON header, the elements. PyTorch, ONNX tools and the
/// Hugging Face libraries read it. The header carries a SHA-256 of the elements, which <see cref="Load"/> checks if it is there.
/// </summary>
public static class Safetensors
{
    internal const string HashKey = "sha256";

    /// <summary>Writes tensors to a file, beside the old one and then renamed over it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Names and tensors, in the order they are written.</param>
    /// <param name="metadata">Further texts for the header.</param>
    /// <exception cref="IOException">The file cannot be written; an old one is untouched.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var entries = tensors.Select(pair => (pair.Key, pair.Value, ElementBytes(pair.Value))).ToArray();
        var header = Header(entries, metadata ?? new Dictionary<string, string>());
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, _, bytes) in entries) stream.Write(bytes);
        });
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is cut short, corrupt or not of this format; the message says where and what was expected.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsContent Load(string path)
    {
        using var stream = File.OpenRead(path);
        return new SafetensorsReader(path, stream.Length).Read(stream);
    }

    private static string NameOf(DType dtype) => dtype switch
    {
        DType.Float32 => "F32",
        DType.Float64 => "F64",
        DType.Int64 => "I64",
        DType.UInt8 => "U8",
        DType.Bool => "BOOL",
        _ => throw new ArgumentOutOfRangeException(nameof(dtype)),
    };

    private static byte[] Header((string Name, Tensor Tensor, byte[] Bytes)[] entries, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, value) in metadata) json.WriteString(key, value);
            json.WriteString(HashKey, Hash(entries));
            json.WriteEndObject();
            long offset = 0;
            foreach (var (name, tensor, bytes) in entries)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", NameOf(tensor.DType));
                json.WriteStartArray("shape");
                foreach (var size in tensor.Shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += bytes.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        // Spaces at the end keep the elements aligned to 8 bytes.
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static string Hash((string Name, Tensor Tensor, byte[] Bytes)[] entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, _, bytes) in entries) hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] ElementBytes(Tensor tensor)
    {
        var bytes = new byte[(long)tensor.ElementCount * tensor.DType.ItemSize];
        switch (tensor.DType)
        {
            case DType.Float32: Copy<float>(tensor, bytes); break;
            case DType.Float64: Copy<double>(tensor, bytes); break;
            case DType.Int64: Copy<long>(tensor, bytes); break;
            case DType.UInt8: Copy<byte>(tensor, bytes); break;
            default: Copy<bool>(tensor, bytes); break;
        }
        return bytes;
    }

    private static void Copy<T>(Tensor tensor, byte[] bytes) where T : unmanaged => tensor.CopyTo(MemoryMarshal.Cast<byte, T>(bytes.AsSpan()));
}
