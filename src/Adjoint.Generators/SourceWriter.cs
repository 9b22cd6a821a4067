using System.Text;

namespace Adjoint.Generators;

/// <summary>Writes C# with indented blocks.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0) _text.Append(' ', 4 * _depth).Append(line);
        _text.Append('\n');
        return this;
    }

    public SourceWriter Open(string header)
    {
        Line(header).Line("{");
        _depth++;
        return this;
    }

    public SourceWriter Close()
    {
        _depth--;
        return Line("}");
    }

    public SourceWriter CloseAll()
    {
        while (_depth > 0) Close();
        return this;
    }

    public override string ToString() => _text.ToString();
}
