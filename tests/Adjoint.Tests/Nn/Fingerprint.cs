using System.Text.Json;

namespace Adjoint.Tests.Nn;

/// <summary>A tensor as <c>convolution.json</c> holds it: all elements of a small one, some weighted sums of a larger one.</summary>
internal sealed class Fingerprint(JsonElement json)
{
    /// <summary>
    /// Fails unless the tensor is the stored one, up to a tolerance relative to its greatest magnitude, or to 1, that of the numbers it was
    /// computed from: a sum of many of them that nearly cancels has their errors.
    /// </summary>
    public void RequireNear(Tensor? actual, double tolerance, string what)
    {
        Assert.True(actual is not null, $"{what} is missing.");
        var shape = Shape.Create(json.Ints("shape"));
        Assert.True(shape == actual.Shape, $"{what}: expected shape {shape}, found {actual.Shape}.");
        var found = actual.To(DType.Float64).ToArray<double>();
        if (json.TryGetProperty("values", out _))
        {
            RequireValues(json.Doubles("values"), found, tolerance, what);
            return;
        }
        var greatest = Math.Max(1, json.GetProperty("greatest").GetDouble());
        Require(json.GetProperty("first").GetDouble(), found[0], tolerance * greatest, $"{what}: first");
        Require(json.GetProperty("last").GetDouble(), found[^1], tolerance * greatest, $"{what}: last");
        // Rounding errors of many elements add up like a random walk.
        var allowed = tolerance * greatest * Math.Sqrt(found.Length);
        foreach (var (expected, row) in json.Doubles("sums").Select((sum, row) => (sum, row)))
            Require(expected, found.Select((value, i) => value * Math.Cos(0.23 * i * (row + 1) + row)).Sum(), allowed, $"{what}: sum {row}");
    }

    private static void RequireValues(double[] expected, double[] found, double tolerance, string what)
    {
        var greatest = expected.Append(1).Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++) Require(expected[i], found[i], tolerance * greatest, $"{what}: element {i}");
    }

    private static void Require(double expected, double found, double allowed, string what) =>
        Assert.True(Math.Abs(expected - found) <= allowed, $"{what}: expected {expected:r}, found {found:r}, more than {allowed:g2} apart.");
}
