namespace Adjoint.Core.Tests.Operations;

internal static class IncomingGradient
{
    /// <summary>Numbers between -1 and 1 that are exact in float32, for the elements of a result.</summary>
    public static Tensor Of(Tensor y)
    {
        var values = new double[y.ElementCount];
        for (var k = 0; k < values.Length; k++) values[k] = 2 * Philox.UniformFloat(99, (ulong)k) - 1;
        return TestTensor.Make(y.Backend, y.Type, values);
    }
}
