namespace Adjoint.Data.Images;

/// <summary>What a pixel of a resized line is made of: so many pixels of the old one from a first one on, each by a factor; they sum to
/// 1.</summary>
/// <param name="First">The first old pixel.</param>
/// <param name="Factors">What each counts.</param>
internal readonly record struct LinearWeights(int First, float[] Factors)
{
    /// <summary>
    /// The weights of each pixel of the new line: a triangle about its centre, 1 - |distance|, in units of old pixels where the line grows
    /// and of new ones where it shrinks, cut off at the ends.
    /// </summary>
    public static LinearWeights[] Between(int size, int newSize)
    {
        var scale = (double)size / newSize;
        var reach = Math.Max(scale, 1);
        var weights = new LinearWeights[newSize];
        for (var i = 0; i < newSize; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - reach + 0.5));
            var end = Math.Min(size, (int)(centre + reach + 0.5));
            var factors = Enumerable.Range(first, end - first).Select(k => Math.Max(0, 1 - Math.Abs(k + 0.5 - centre) / reach)).ToArray();
            var sum = factors.Sum();
            weights[i] = new LinearWeights(first, Array.ConvertAll(factors, factor => (float)(factor / sum)));
        }
        return weights;
    }
}
