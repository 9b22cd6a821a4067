using System.Text.Json;

namespace Adjoint.Core.Tests.Fixtures;

/// <summary>The attributes of a fixture's case, by name.</summary>
internal sealed class FixtureAttributes(JsonElement values)
{
    public bool Has(string name) => values.TryGetProperty(name, out _);

    public int Int(string name) => values.GetProperty(name).GetInt32();

    public int Int(string name, int otherwise) => Has(name) ? Int(name) : otherwise;

    public double Number(string name) => values.GetProperty(name).GetDouble();

    public double Number(string name, double otherwise) => Has(name) ? Number(name) : otherwise;

    public bool Flag(string name, bool otherwise = false) => Has(name) ? values.GetProperty(name).GetBoolean() : otherwise;

    public string Text(string name) => values.GetProperty(name).GetString()!;

    public string Text(string name, string otherwise) => Has(name) ? Text(name) : otherwise;

    public bool IsList(string name) => values.GetProperty(name).ValueKind == JsonValueKind.Array;

    public int[] Ints(string name) => [.. values.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    /// <summary>Height and width, written as one number if equal.</summary>
    public (int Height, int Width) Pair(string name, int otherwise)
    {
        if (!Has(name)) return (otherwise, otherwise);
        return IsList(name) ? (Ints(name)[0], Ints(name)[1]) : (Int(name), Int(name));
    }

    public (int Before, int After)[] Pairs(string name) =>
        [.. values.GetProperty(name).EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt32()))];

    public override string ToString() => values.GetRawText();
}
