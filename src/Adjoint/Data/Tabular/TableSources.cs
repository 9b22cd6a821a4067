namespace Adjoint.Data;

/// <summary>What all named tables do alike.</summary>
internal static class TableSources
{
    /// <summary>A fifth of the rows to test on, each class in its share, by seed 0; the others to learn from.</summary>
    public static DataSplits Load(ITableSource source, DataLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        var table = source.Read(location.Files(source.Name, source.File)[0]);
        var data = TabularData.Prepare(table, source.Target, new TabularOptions { ValidationFraction = 0 });
        return new DataSplits(data.Train, data.Test);
    }
}
