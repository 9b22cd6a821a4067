using System.Globalization;
using System.Text;

namespace Adjoint.Models;

/// <summary>A sum of multiples of named things as people write it: 2 a - b + 0.5.</summary>
internal sealed class AffineText
{
    private readonly StringBuilder _text = new();

    public void Add(double factor, string name)
    {
        var size = Number(Math.Abs(factor));
        AddSigned(factor, size == "1" ? name : $"{size} {name}");
    }

    public void Add(double constant) => AddSigned(constant, Number(Math.Abs(constant)));

    public override string ToString() => _text.ToString();

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private void AddSigned(double signed, string term)
    {
        if (_text.Length == 0) _text.Append(signed < 0 ? "-" : "");
        else _text.Append(signed < 0 ? " - " : " + ");
        _text.Append(term);
    }
}
