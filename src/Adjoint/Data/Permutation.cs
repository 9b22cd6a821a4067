namespace Adjoint.Data;

/// <summary>Seeded shuffles.</summary>
internal static class Permutation
{
    /// <summary>
    /// The numbers 0 to <paramref name="count"/> - 1 in an order that depends only on the count, the seed and the stream (an epoch's
    /// number): the shuffle of Fisher and Yates in Durstenfeld's form (1964).
    /// </summary>
    public static int[] Create(int count, ulong seed, ulong stream)
    {
        var order = new int[count];
        Fill(order, seed, stream);
        return order;
    }

    /// <summary>As <see cref="Create"/>, into an array that is there.</summary>
    public static void Fill(Span<int> order, ulong seed, ulong stream)
    {
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Shuffle(order, seed, stream);
    }

    /// <summary>Brings the elements into an order that depends only on their number, the seed and the stream.</summary>
    public static void Shuffle(Span<int> order, ulong seed, ulong stream)
    {
        var random = new SplitMix64(seed, stream);
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
