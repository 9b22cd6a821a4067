using System.Text.Json;

namespace Adjoint.Tests.Models;

/// <summary>What PyTorch computes: the file that <c>tests/fixtures/models.py</c> writes.</summary>
internal static class ModelFixture
{
    private static readonly JsonElement s_root = JsonDocument.Parse(File.ReadAllBytes(TrainingFixture.PathOf("models.json"))).RootElement;

    public static JsonElement Part(string name) => s_root.GetProperty(name);

    public static TheoryData<int> Numbers(string name) => [.. Enumerable.Range(0, Part(name).GetArrayLength())];
}
