namespace Adjoint.IO;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">The tensors by name.</param>
/// <param name="Metadata">The texts of the header.</param>
public sealed record SafetensorsContent(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
