using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Adjoint.Training;

/// <summary>One line of JSON in the form that scripts read: version, type, then fields.</summary>
public sealed class JsonLine
{
    // A plus sign or a name in another script stays readable; the lines are no part of a web page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private string? _nonfinite;

    private JsonLine(Utf8JsonWriter json) => _json = json;

    /// <summary>Builds a line.</summary>
    /// <param name="type">The line's type, such as <c>epoch</c>.</param>
    /// <param name="content">Adds the fields.</param>
    public static string Build(string type, Action<JsonLine> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            var line = new JsonLine(json);
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("type", type);
            content(line);
            if (line._nonfinite is { } kind) json.WriteString("nonfinite", kind);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Adds a text.</summary>
    public void Text(string name, string value) => _json.WriteString(name, value);

    /// <summary>Adds a truth value.</summary>
    public void Flag(string name, bool value) => _json.WriteBoolean(name, value);

    /// <summary>Adds a whole number.</summary>
    public void Number(string name, long value) => _json.WriteNumber(name, value);

    /// <inheritdoc cref="Number(string, long)"/>
    public void Number(string name, ulong value) => _json.WriteNumber(name, value);

    /// <summary>Adds a number; one that is not finite becomes null, and the line says of which kind.</summary>
    public void Number(string name, double value)
    {
        _json.WritePropertyName(name);
        Value(value);
    }

    /// <summary>Adds a number as <see cref="Number(string, double)"/> does; one that was not measured is a plain null.</summary>
    public void Number(string name, double? value)
    {
        if (value is { } measured) Number(name, measured);
        else _json.WriteNull(name);
    }

    /// <summary>Adds a list of numbers, as <see cref="Number(string, double)"/> does.</summary>
    public void Numbers(string name, ReadOnlySpan<double> values)
    {
        _json.WriteStartArray(name);
        foreach (var value in values) Value(value);
        _json.WriteEndArray();
    }

    /// <summary>Adds a list of texts.</summary>
    public void Texts(string name, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _json.WriteStartArray(name);
        foreach (var value in values) _json.WriteStringValue(value);
        _json.WriteEndArray();
    }

    /// <summary>Adds a square table of whole numbers, as a list of its rows.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="size">The number of rows and of columns.</param>
    /// <param name="value">The number by row and column.</param>
    public void Table(string name, int size, Func<int, int, long> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _json.WriteStartArray(name);
        for (var row = 0; row < size; row++)
        {
            _json.WriteStartArray();
            for (var column = 0; column < size; column++) _json.WriteNumberValue(value(row, column));
            _json.WriteEndArray();
        }
        _json.WriteEndArray();
    }

    /// <summary>Adds an object of further fields.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="content">Adds the object's fields.</param>
    public void Object(string name, Action<JsonLine> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        _json.WriteStartObject(name);
        content(this);
        _json.WriteEndObject();
    }

    /// <summary>Adds fields that something else writes.</summary>
    /// <param name="write">Writes names and values into the open object.</param>
    public void Fields(Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        write(_json);
    }

    private void Value(double value)
    {
        if (double.IsFinite(value))
        {
            _json.WriteNumberValue(value);
            return;
        }
        _json.WriteNullValue();
        _nonfinite ??= double.IsNaN(value) ? "nan" : "inf";
    }
}
