namespace Adjoint.Core.Tests.Operations;

/// <summary>Random values that fit the description of an input; equal seeds give equal values.</summary>
internal static class SampleValues
{
    // Finite differences step by about 1e-5; this is far outside.
    private const double KinkDistance = 0.02;

    public static double[] Of(SampleInput input, Shape shape, ulong seed)
    {
        var generator = new Generator(seed);
        if (input.IsDistinct) return Distinct(shape.ElementCount, generator);
        var values = new double[shape.ElementCount];
        var uniform = new UniformStream(generator);
        for (var k = 0; k < values.Length; k++)
        {
            do
            {
                values[k] = input.Low + (input.High - input.Low) * uniform.Next();
                // Exact in float32, so that both float types get the same numbers.
                values[k] = input.DType.IsFloat ? (float)values[k] : Math.Floor(values[k]);
            }
            while (input.Kinks.Any(kink => Math.Abs(values[k] - kink) < KinkDistance));
        }
        return values;
    }

    private static double[] Distinct(int count, Generator generator)
    {
        var order = Tensor.RandPerm(count, generator).ToArray<long>();
        return Array.ConvertAll(order, place => (double)(float)(4 * (place + 0.5) / count - 2));
    }

    private sealed class UniformStream(Generator generator)
    {
        private ulong _position;

        public double Next() => Philox.UniformFloat(generator.Seed, _position++);
    }
}
