namespace Adjoint.Data;

/// <summary>
/// Handwritten digits of 8x8 pixels of 17 greys: the test part of UCI's "Optical Recognition of Handwritten Digits" (Alpaydin and Kaynak,
/// 1998). scikit-learn's <c>load_digits</c>, whose file this reads: 64 pixels and the digit a line. A fifth of the rows are the test part,
/// each digit in its share.
/// </summary>
public sealed class Digits : IDataSource
{
    private const int Size = 8;
    private const int Ink = 16;
    private const double TestFraction = 0.2;
    private static readonly string[] s_classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <inheritdoc/>
    public string Name => "digits";

    /// <inheritdoc/>
    public string Description => "handwritten digits, 8x8 grey, 10 classes, 1,438 + 359 (Alpaydin, Kaynak)";

    /// <inheritdoc/>
    public RemoteData? Remote { get; } = new(
        [new("https://raw.githubusercontent.com/scikit-learn/scikit-learn/main/sklearn/datasets/data/")],
        [new("digits.csv.gz", 57523, "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22")]);

    /// <inheritdoc/>
    public DataSplits Load(DataLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        var path = location.Files(Name, "digits.csv")[0];
        var table = Table.Read(path, new CsvOptions { HasHeader = false });
        if (table.Columns.Count != Size * Size + 1)
        {
            throw new InvalidDataException(
                $"{path}: line 1: found {table.Columns.Count} values, expected {Size * Size} pixels and a digit.");
        }
        var labels = Column(path, table, Size * Size, s_classes.Length - 1);
        var pixels = new byte[table.RowCount * Size * Size];
        for (var column = 0; column < Size * Size; column++)
        {
            var values = Column(path, table, column, Ink);
            for (var row = 0; row < values.Length; row++) pixels[row * Size * Size + column] = values[row];
        }
        // A byte is read as a part of 255; a standard deviation of 16/255 makes parts of 16 of that.
        var all = new ImageDataSet(Name, [1, Size, Size], pixels, labels, s_classes, standardDeviation: Ink / 255f);
        int[] rows = [.. Enumerable.Range(0, labels.Length)];
        var split = Split.Stratified(rows, Array.ConvertAll(labels, label => (int)label), TestFraction, 0, 0);
        return new DataSplits(new Subset(all, split.Train), new Subset(all, split.Test));
    }

    private static byte[] Column(string path, Table table, int column, int most)
    {
        var result = new byte[table.RowCount];
        for (var row = 0; row < result.Length; row++)
        {
            var value = table.Columns[column] is NumberColumn numbers ? numbers.Values[row] : double.NaN;
            if (!double.IsInteger(value) || value < 0 || value > most)
            {
                throw new InvalidDataException($"{path}: {table.RowName(row)}, column {column + 1}: found "
                    + $"\"{table.Columns[column].Text(row)}\", expected a whole number from 0 to {most}.");
            }
            result[row] = (byte)value;
        }
        return result;
    }
}
