namespace Adjoint.Tests;

/// <summary>Equality of numbers up to rounding, relative to their size but absolute below one.</summary>
internal static class Near
{
    public static void Equal(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]));
            Assert.True(error <= tolerance, $"element {i}: expected {expected[i]:r}, found {actual[i]:r}, relative error {error:g2} above {tolerance:g2}.");
        }
    }
}
