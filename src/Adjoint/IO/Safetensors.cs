using System.Runtime.InteropServices;

namespace Adjoint.IO;

/// <summary>
/// Tensors by name in the safetensors format: 8 bytes little-endian header length, a JSON header, the elements. PyTorch, ONNX tools and the
/// Hugging Face libraries read it. The header carries a SHA-256 of the file, which <see cref="Load"/> checks if it is there.
/// </summary>
public static class Safetensors
{
    internal const string MetadataName = "__metadata__";

    /// <summary>Writes tensors to a file, beside the old one and then renamed over it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Names and tensors, in the order they are written.</param>
    /// <param name="metadata">Further texts for the header.</param>
    /// <exception cref="ArgumentException">A name is given twice or is reserved by the format; nothing was written.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one is untouched.</exception>
    public static void Save(
        string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        metadata ??= new Dictionary<string, string>();
        if (metadata.ContainsKey(SafetensorsHash.Key))
        {
            throw new ArgumentException($"Safetensors: the metadata '{SafetensorsHash.Key}' is written by Save itself.", nameof(metadata));
        }
        var entries = tensors.Select(pair => new SafetensorsEntry(pair.Key, pair.Value.Type, ElementBytes(pair.Value))).ToArray();
        RequireDistinctNames(entries);
        var header = SafetensorsHeader.Build(entries, metadata);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (var entry in entries) stream.Write(entry.Bytes);
        });
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is cut short, corrupt or not of this format; the message says where and what was expected.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsContent Load(string path)
    {
        using var stream = File.OpenRead(path);
        return new SafetensorsReader(path, stream.Length).Read(stream);
    }

    private static void RequireDistinctNames(SafetensorsEntry[] entries)
    {
        var names = new HashSet<string> { MetadataName };
        foreach (var entry in entries)
        {
            if (names.Add(entry.Name)) continue;
            throw new ArgumentException(entry.Name == MetadataName
                ? $"Safetensors: no tensor can be called '{MetadataName}'; the format uses that name itself."
                : $"Safetensors: two tensors are called '{entry.Name}'.", nameof(entries));
        }
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

    private static void Copy<T>(Tensor tensor, byte[] bytes) where T : unmanaged =>
        tensor.CopyTo(MemoryMarshal.Cast<byte, T>(bytes.AsSpan()));
}
