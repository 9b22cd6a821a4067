using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Adjoint.Graphs;

/// <summary>
/// A trace as JSON. Numbers stand in full precision; one that is not finite is null, and the object it stands in says so in
/// <c>nonfinite</c>. A tensor that is not a single number is an object of its shape and its first thousand elements, row by row; of more
/// than a thousand contributions the first are given, and their number.
/// </summary>
internal sealed class TraceJson
{
    // Beyond this many tangents, all variables' together, they are left out.
    private const long MostTangents = 1_000_000;
    private const int ShownElements = 1000;
    private const int ShownContributions = 1000;

    // A plus sign in a formula stays one; the text is no part of a web page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private string? _nonfinite;

    private TraceJson(Utf8JsonWriter json) => _json = json;

    public static string Of(Trace trace)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            if (trace.Formula is { } formula) json.WriteString("formula", formula);
            json.WriteStartArray("steps");
            foreach (var step in trace.Steps)
            {
                json.WriteStartObject();
                WriteStep(trace, step, json);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            new TraceJson(json).WriteResult(trace);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a step's fields into the object that is open.</summary>
    public static void WriteStep(Trace trace, TraceStep step, Utf8JsonWriter json) => new TraceJson(json).Write(trace, step);

    private void WriteResult(Trace trace)
    {
        _json.WriteString("result", trace.ResultName);
        if (trace.Output is { } output) _json.WriteString("output", output.Name);
        WriteTensor("value", trace.Value);
        _json.WriteStartObject("derivatives");
        for (var i = 0; i < trace.Variables.Count; i++) WriteTensor(trace.Variables[i], trace.Steps[i].Adjoint);
        _json.WriteEndObject();
        if (trace.Problem is { } problem) _json.WriteString("problem", problem.Text);
        WriteNonfinite();
    }

    private void Write(Trace trace, TraceStep step)
    {
        _json.WriteString("name", step.Name);
        if (step.Operation is { } operation) _json.WriteString("operation", operation.Name);
        else _json.WriteString("variable", step.Variable);
        _json.WriteString("expression", step.Expression);
        _json.WriteStartArray("inputs");
        foreach (var input in step.Inputs) _json.WriteStringValue(input.Text);
        _json.WriteEndArray();
        _json.WriteNumber("level", step.Level);
        if (step.ModulePath is { Length: > 0 } path) _json.WriteString("module", path);
        WriteTensor("value", step.Value);
        WriteLocals(step);
        if ((long)trace.Steps.Count * trace.Variables.Count <= MostTangents) WriteTangents(trace, step);
        WriteTensor("adjoint", step.Adjoint);
        WriteContributions(step);
        WriteNonfinite();
    }

    // One number an input step: of several uses, the sum. A Jacobian that was not computed is null.
    private void WriteLocals(TraceStep step)
    {
        _json.WriteStartObject("local");
        foreach (var uses in step.LocalDerivatives.GroupBy(local => local.By))
        {
            var total = uses.Select(local => local.Value).Aggregate((sum, value) => sum is null || value is null ? null : sum + value);
            if (total is null) _json.WriteNull(uses.Key.Name);
            else WriteTensor(uses.Key.Name, total);
        }
        _json.WriteEndObject();
    }

    private void WriteTangents(Trace trace, TraceStep step)
    {
        _json.WriteStartObject("tangents");
        for (var i = 0; i < trace.Variables.Count; i++)
        {
            if (trace.TangentsOf(i)[step.Index] is { } tangent) WriteTensor(trace.Variables[i], tangent);
            else _json.WriteNumber(trace.Variables[i], 0);
        }
        _json.WriteEndObject();
    }

    private void WriteContributions(TraceStep step)
    {
        _json.WriteStartArray("contributions");
        foreach (var part in step.Contributions.Take(ShownContributions))
        {
            _json.WriteStartObject();
            _json.WriteString("from", part.Consumer.Name);
            _json.WriteNumber("input", part.Local.Input);
            if (part.Local.Value is { } local) WriteTensor("local", local);
            else _json.WriteNull("local");
            WriteTensor("adjoint", part.Consumer.Adjoint);
            WriteTensor("product", part.Product);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        if (step.Contributions.Count > ShownContributions) _json.WriteNumber("contribution_count", step.Contributions.Count);
    }

    private void WriteTensor(string name, Tensor value)
    {
        _json.WritePropertyName(name);
        if (value.Rank == 0)
        {
            WriteNumber(value.Item());
            return;
        }
        _json.WriteStartObject();
        _json.WriteStartArray("shape");
        foreach (var size in value.Shape.Sizes) _json.WriteNumberValue(size);
        _json.WriteEndArray();
        _json.WriteStartArray("values");
        foreach (var number in TraceNumber.Doubles(value).AsSpan(0, Math.Min(value.ElementCount, ShownElements))) WriteNumber(number);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteNumber(double value)
    {
        if (double.IsFinite(value))
        {
            _json.WriteNumberValue(value);
            return;
        }
        _json.WriteNullValue();
        _nonfinite ??= double.IsNaN(value) ? "nan" : "inf";
    }

    private void WriteNonfinite()
    {
        if (_nonfinite is { } kind) _json.WriteString("nonfinite", kind);
    }
}
