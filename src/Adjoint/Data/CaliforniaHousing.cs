namespace Adjoint.Data;

/// <summary>
/// The median value of houses in 20,640 districts of California by place, age, rooms, people and income, from the census of 1990: Pace and
/// Barry, "Sparse spatial autoregressions" (1997), in the form with the nearness to the ocean (A. Géron, "Hands-On Machine Learning").
/// </summary>
public sealed class CaliforniaHousing : ITableSource
{
    /// <inheritdoc/>
    public string Name => "california-housing";

    /// <inheritdoc/>
    public string Description => "values of houses in 20,640 districts by place, rooms, people, income, a table (Pace and Barry)";

    /// <inheritdoc/>
    public string File => "housing.csv";

    /// <inheritdoc/>
    public string Target => "median_house_value";

    /// <inheritdoc/>
    public RemoteData? Remote { get; } = new(
        [new("https://raw.githubusercontent.com/ageron/handson-ml/master/datasets/housing/")],
        [new("housing.csv", 1423529, "8a3727f4cf54ac1a327f69b1d5b4db54c5834ea81c6e4efc0d163300022a685e")]);

    /// <inheritdoc/>
    public Table Read(string path) => Table.Read(path, new CsvOptions { HasHeader = true });

    /// <inheritdoc/>
    public DataSplits Load(DataLocation location) => TableSources.Load(this, location);
}
