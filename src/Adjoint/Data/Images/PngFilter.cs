namespace Adjoint.Data.Images;

/// <summary>
/// The filters of PNG (W3C Recommendation, third edition, chapter 9): a row is stored as its differences from what its neighbours to the
/// left, above and both lead one to expect.
/// </summary>
internal static class PngFilter
{
    /// <summary>None, Sub, Up, Average, Paeth.</summary>
    public const int Count = 5;

    /// <summary>Puts a row back together in place.</summary>
    /// <param name="filter">How it was filtered.</param>
    /// <param name="row">The differences.</param>
    /// <param name="above">The row above; zeros for the first.</param>
    /// <param name="pixelBytes">The distance to the left neighbour.</param>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (var i = 0; i < row.Length; i++) row[i] += Expected(filter, row, above, i, pixelBytes);
    }

    /// <summary>Writes the differences of a row; returns the sum of their magnitudes, which is small where they pack well.</summary>
    public static int Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int pixelBytes, Span<byte> differences)
    {
        var sum = 0;
        for (var i = 0; i < row.Length; i++)
        {
            differences[i] = (byte)(row[i] - Expected(filter, row, above, i, pixelBytes));
            sum += Math.Abs((sbyte)differences[i] == sbyte.MinValue ? sbyte.MaxValue : (sbyte)differences[i]);
        }
        return sum;
    }

    private static byte Expected(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int i, int pixelBytes)
    {
        var left = i >= pixelBytes ? row[i - pixelBytes] : 0;
        var corner = i >= pixelBytes ? above[i - pixelBytes] : 0;
        return (byte)(filter switch
        {
            1 => left,
            2 => above[i],
            3 => (left + above[i]) / 2,
            4 => Paeth(left, above[i], corner),
            _ => 0,
        });
    }

    // Whichever of the three is nearest to left + up - corner.
    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
