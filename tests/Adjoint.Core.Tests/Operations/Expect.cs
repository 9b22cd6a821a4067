namespace Adjoint.Core.Tests.Operations;

/// <summary>Compares tensors; a failure names the element.</summary>
internal static class Expect
{
    /// <summary>What rounding may cost in each element type, relative to numbers of size 1 or more.</summary>
    public static double Rounding(DType dtype) => dtype switch { DType.Float32 => 1e-5, DType.Float64 => 1e-12, _ => 0 };

    public static void Close(Tensor expected, Tensor actual, double tolerance, object context)
    {
        Assert.True(expected.Type == actual.Type, $"{context}: expected {expected.Type}, got {actual.Type}");
        Close(TestTensor.Read(expected), TestTensor.Read(actual), tolerance, context);
    }

    /// <summary>Both missing, or both there and close.</summary>
    public static void CloseOrMissing(Tensor? expected, Tensor? actual, double tolerance, object context)
    {
        Assert.True(expected is null == actual is null, $"{context}: expected {expected?.Type}, got {actual?.Type}");
        if (expected is not null) Close(expected, actual!, tolerance, context);
    }

    public static void Close(double[] expected, double[] actual, double tolerance, object context)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var k = 0; k < expected.Length; k++)
        {
            var (e, a) = (expected[k], actual[k]);
            var isClose = double.IsFinite(e) ? Math.Abs(e - a) <= tolerance * Math.Max(1, Math.Abs(e)) : e.Equals(a);
            Assert.True(isClose, $"{context}: element {k} is {a:r}, expected {e:r}");
        }
    }
}
