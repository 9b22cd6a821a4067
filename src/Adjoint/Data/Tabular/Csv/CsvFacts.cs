using System.Text;

namespace Adjoint.Data;

/// <summary>What the values of a column look like, counted.</summary>
internal sealed class CsvFacts
{
    private string? _text;
    private int _textRow;

    public int Missing { get; private set; }

    public int Present { get; private set; }

    public int Numbers { get; private set; }

    public int CommaNumbers { get; private set; }

    public int Dates { get; private set; }

    /// <summary>The first value that is no number, and its record.</summary>
    public (string Text, int Record)? FirstText => _text is { } text ? (text, _textRow) : null;

    public bool IsNumber => Numbers == Present;

    /// <summary>True if all are numbers once a comma is taken for the decimal point.</summary>
    public bool IsCommaNumber => CommaNumbers == Present && Numbers < Present;

    public bool IsDate => Dates == Present && Present > 0;

    /// <param name="cell">The value.</param>
    /// <param name="missing">The words for a missing value.</param>
    /// <param name="record">Its record.</param>
    /// <param name="commas">Whether a comma may stand before decimals.</param>
    public void Add(ReadOnlySpan<byte> cell, byte[][] missing, int record, bool commas)
    {
        if (CsvCell.IsMissing(cell, missing))
        {
            Missing++;
            return;
        }
        Present++;
        if (commas && CsvCell.TryCommaNumber(cell, out _)) CommaNumbers++;
        if (CsvCell.TryNumber(cell, out _))
        {
            Numbers++;
            return;
        }
        if (_text is null) (_text, _textRow) = (Encoding.UTF8.GetString(cell), record);
        if (CsvCell.TryDate(cell, out _)) Dates++;
    }
}
