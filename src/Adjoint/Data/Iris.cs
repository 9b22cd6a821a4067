namespace Adjoint.Data;

/// <summary>
/// Iris flowers of three species by the sizes of their leaves in cm: R. A. Fisher, "The use of multiple measurements in taxonomic problems"
/// (1936). scikit-learn's <c>load_iris</c>, whose file this reads: the first line holds counts and the names of the species.
/// </summary>
public sealed class Iris : ITableSource
{
    private static readonly string[] s_species = ["setosa", "versicolor", "virginica"];

    private static readonly CsvOptions s_csv = new()
    {
        HasHeader = false,
        SkippedLines = 1,
        Names = ["sepal length", "sepal width", "petal length", "petal width", "species"],
    };

    /// <inheritdoc/>
    public string Name => "iris";

    /// <inheritdoc/>
    public string Description => "flowers of three species by four sizes in cm, a table of 150 rows (Fisher)";

    /// <inheritdoc/>
    public string File => "iris.csv";

    /// <inheritdoc/>
    public string Target => "species";

    /// <inheritdoc/>
    public RemoteData? Remote { get; } = new(
        [new("https://raw.githubusercontent.com/scikit-learn/scikit-learn/main/sklearn/datasets/data/")],
        [new("iris.csv", 2885, "f9e3809b56cc0f2f2f69554b7a0ea04e94d0e2c21343c86593eaf5581551dab6")]);

    /// <inheritdoc/>
    public Table Read(string path)
    {
        var table = Table.Read(path, s_csv);
        var species = table.Column(Target) as NumberColumn;
        var names = new string[table.RowCount];
        for (var row = 0; row < names.Length; row++)
        {
            if (species?.Values[row] is not (0 or 1 or 2))
            {
                throw new InvalidDataException(
                    $"{path}: {table.RowName(row)}: the last value must be 0, 1 or 2, the number of the species.");
            }
            names[row] = s_species[(int)species.Values[row]];
        }
        return new Table(table.Name, [.. table.Columns.SkipLast(1), new TextColumn(Target, names)]);
    }

    /// <inheritdoc/>
    public DataSplits Load(DataLocation location) => TableSources.Load(this, location);
}
