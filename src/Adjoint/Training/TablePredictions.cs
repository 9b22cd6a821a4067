using System.Globalization;
using Adjoint.Data;
using CsvHelper;

namespace Adjoint.Training;

/// <summary>What a network predicts for the rows of a table.</summary>
public sealed class TablePredictions
{
    private readonly float[] _outputs;
    private readonly int _width;

    internal TablePredictions(TargetSchema target, int count, float[] outputs) =>
        (Target, Count, _outputs, _width) = (target, count, outputs, count == 0 ? 0 : outputs.Length / count);

    /// <summary>What is predicted.</summary>
    public TargetSchema Target { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The classes; none for values.</summary>
    public IReadOnlyList<string> Classes => Target is ClassTarget target ? target.Classes : [];

    /// <summary>The prediction for a row as text: the most likely class, or the value.</summary>
    public string Text(int row) => Target switch
    {
        ClassTarget target => target.Classes[Class(row)],
        ValueTarget { IsDate: true } => DateText.DayOf(Value(row)),
        _ => ((float)Value(row)).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The predicted value of a row, on the target's own scale.</summary>
    /// <exception cref="InvalidOperationException">Classes are predicted.</exception>
    public double Value(int row) => Target is ValueTarget target
        ? target.Restore(_outputs[row * _width])
        : throw new InvalidOperationException($"TablePredictions: '{Target.Name}' has classes, and a value is asked for.");

    /// <summary>The probabilities of the classes of a row.</summary>
    /// <exception cref="InvalidOperationException">Values are predicted.</exception>
    public double[] Probabilities(int row)
    {
        if (Target is not ClassTarget)
            throw new InvalidOperationException($"TablePredictions: '{Target.Name}' has values, and probabilities are asked for.");
        var own = _outputs.AsSpan(row * _width, _width);
        if (_width == 1) return [1 - own[0], own[0]];
        var probabilities = new double[_width];
        for (var i = 0; i < _width; i++) probabilities[i] = own[i];
        return probabilities;
    }

    /// <summary>Writes a line a row: its number, the prediction, and for classes their probabilities. A text that a spreadsheet would take
    /// for a formula gets an apostrophe before it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="identifiers">Columns that name the rows; they come after the number. One that is called as another column of the file
    /// gets <c>id:</c> before its name.</param>
    /// <exception cref="ArgumentException">A column has another number of rows.</exception>
    public void WriteCsv(TextWriter writer, params IReadOnlyList<TableColumn> identifiers)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(identifiers);
        if (identifiers.FirstOrDefault(column => column.Count != Count) is { } wrong)
        {
            throw new ArgumentException($"TablePredictions: there are {Count} predictions, and column '{wrong.Name}' has {wrong.Count} "
                + "rows.", nameof(identifiers));
        }
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        string[] probabilities = [.. Classes.Select(name => $"p({name})")];
        var names = Names(identifiers, probabilities);
        foreach (var name in (string[])["row", .. names, "prediction", .. probabilities]) csv.WriteField(Cell(name));
        csv.EndRecord();
        for (var row = 0; row < Count; row++) WriteRow(csv, row, identifiers);
        csv.Flush();
    }

    /// <summary>Why the prediction of a row cannot be told; null if it can.</summary>
    internal string? Problem(int row)
    {
        var outputs = _outputs.AsSpan(row * _width, _width);
        foreach (var output in outputs)
        {
            if (float.IsFinite(output)) continue;
            return FormattableString.Invariant($"the prediction of '{Target.Name}' is {output}, no number that can be told. Hint: a value ")
                + "of the row may be a mistake, far from those that were learned from.";
        }
        if (Target is not ValueTarget { IsDate: true } || DateText.IsInRange(Value(row))) return null;
        return FormattableString.Invariant($"the prediction of '{Target.Name}' is {Value(row):G6} days from 1970-01-01, out of the years ")
            + "1 to 9999. Hint: a value of the row may be a mistake, far from those that were learned from.";
    }

    // Each column of the file has a name of its own.
    private static List<string> Names(IReadOnlyList<TableColumn> identifiers, string[] probabilities)
    {
        var taken = new HashSet<string>(["row", "prediction", .. probabilities], StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var column in identifiers)
        {
            var name = column.Name;
            while (!taken.Add(name)) name = "id:" + name;
            names.Add(name);
        }
        return names;
    }

    // A spreadsheet takes a text that begins so for a formula and runs it (OWASP, CSV injection); a number is none. CsvHelper's own option
    // would mark numbers too, as identifiers are texts.
    private static string Cell(string text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]
        && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;

    private void WriteRow(CsvWriter csv, int row, IReadOnlyList<TableColumn> identifiers)
    {
        csv.WriteField(row + 1, "");
        foreach (var column in identifiers) csv.WriteField(Cell(column.Text(row)));
        csv.WriteField(Cell(Text(row)));
        if (Target is ClassTarget)
            foreach (var probability in Probabilities(row)) csv.WriteField(probability, "0.######");
        csv.EndRecord();
    }

    private int Class(int row)
    {
        var probabilities = Probabilities(row);
        return Array.IndexOf(probabilities, probabilities.Max());
    }
}
