using System.Text.Json;

namespace Adjoint.Tests.Nn;

/// <summary>The arguments of a layer in <c>convolution.json</c>; sizes are lists, one number a dimension.</summary>
internal sealed class LayerArguments(JsonElement json)
{
    public Padding Padding => json.GetProperty("padding").ValueKind == JsonValueKind.String
        ? Padding.Same
        : json.Ints("padding") switch
        {
            [var length] => length,
            [var height, var width] => (height, width),
            [var depth, var height, var width] => (depth, height, width),
            _ => throw new InvalidDataException($"convolution.json holds a padding of {json}."),
        };

    public PaddingMode PaddingMode => Enum.Parse<PaddingMode>(Text("paddingMode"), ignoreCase: true);

    public bool Has(string name) => json.TryGetProperty(name, out _);

    public int Int(string name) =>
        json.GetProperty(name).ValueKind == JsonValueKind.Array ? Assert.Single(json.Ints(name)) : json.GetProperty(name).GetInt32();

    public double Number(string name) => json.GetProperty(name).GetDouble();

    public bool Flag(string name) => json.GetProperty(name).GetBoolean();

    public string Text(string name) => json.GetProperty(name).GetString()!;

    public Size2d Two(string name) => (json.Ints(name)[0], json.Ints(name)[1]);

    public Size3d Three(string name) => (json.Ints(name)[0], json.Ints(name)[1], json.Ints(name)[2]);

    public override string ToString() => json.GetRawText();
}
