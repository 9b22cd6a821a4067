namespace Adjoint.Data;

/// <summary>Rows by their classes.</summary>
internal static class Strata
{
    /// <summary>The rows of each class, in their order; classes without rows have none.</summary>
    public static int[][] Of(IReadOnlyList<int> rows, IReadOnlyList<int> classes)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(classes);
        if (rows.Count != classes.Count)
            throw new ArgumentException($"Found {classes.Count} classes for {rows.Count} rows.", nameof(classes));
        var strata = new List<List<int>>();
        for (var i = 0; i < rows.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(classes[i], nameof(classes));
            while (strata.Count <= classes[i]) strata.Add([]);
            strata[classes[i]].Add(rows[i]);
        }
        return [.. strata.Select(stratum => stratum.ToArray())];
    }
}
