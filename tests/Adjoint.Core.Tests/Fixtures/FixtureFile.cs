using System.Text.Json;

namespace Adjoint.Core.Tests.Fixtures;

/// <summary>The file that <c>tests/fixtures/operations.py</c> writes with PyTorch.</summary>
internal static class FixtureFile
{
    public static IReadOnlyList<FixtureCase> Cases { get; } = Read();

    private static List<FixtureCase> Read()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fixtures", "operations.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.Clone().GetProperty("cases").EnumerateArray().Select(json => new FixtureCase(json))];
    }
}
