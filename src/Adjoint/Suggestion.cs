namespace Adjoint;

/// <summary>Finds the name a person probably meant, for error messages about unknown names.</summary>
public static class Suggestion
{
    /// <summary>
    /// The known name nearest to <paramref name="name"/>, or null where none is near: at most a third of the longer one's letters may
    /// differ (but always one may). Case does not count; of equally near names the earlier one wins.
    /// </summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in known)
        {
            var distance = Distance(name, candidate);
            if (distance >= bestDistance || distance > Math.Max(1, Math.Max(name.Length, candidate.Length) / 3)) continue;
            (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>
    /// The number of letters to insert, delete, replace or swap with their neighbour that turns one name into the other, where no letter
    /// takes part in two edits (optimal string alignment, after Damerau 1964). Case does not count.
    /// </summary>
    public static int Distance(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        // Row i of the table holds the distances from the first i letters of `left`; a swap looks two rows back.
        var (before, previous, current) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++) previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replace = previous[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replace, 1 + Math.Min(previous[j], current[j - 1]));
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
