namespace Adjoint.Nn;

/// <summary>Entries of several tensors: all, or some of each drawn at random.</summary>
internal static class ModelCheckSample
{
    /// <summary>Draws entries; of each tensor at least one, if it has any.</summary>
    /// <param name="sizes">The tensors' numbers of elements.</param>
    /// <param name="count">How many entries in all; all there are if null. More if there are more tensors.</param>
    /// <param name="generator">The source of the sample.</param>
    public static (int Tensor, int Element)[] Draw(int[] sizes, int? count, Generator generator) =>
        [.. Shares(sizes, count).SelectMany((share, tensor) => Distinct(sizes[tensor], share, generator).Select(element => (tensor, element)))];

    // Small tensors are taken whole, and what is left is shared evenly among the others, so that no layer goes unlooked at.
    private static int[] Shares(int[] sizes, int? count)
    {
        if (count is not { } left) return sizes;
        var shares = new int[sizes.Length];
        var open = sizes.Length;
        foreach (var tensor in Enumerable.Range(0, sizes.Length).OrderBy(i => sizes[i]))
        {
            shares[tensor] = Math.Min(sizes[tensor], Math.Max(1, left / open--));
            left -= shares[tensor];
        }
        return shares;
    }

    private static IEnumerable<int> Distinct(int size, int share, Generator generator)
    {
        if (share == size) return Enumerable.Range(0, size);
        var drawn = new SortedSet<int>();
        while (drawn.Count < share) drawn.Add((int)Tensor.RandInt(0, size, [], generator).Item());
        return drawn;
    }
}
