namespace Adjoint;

/// <summary>Random values that fit the description of a test input; equal seeds give equal values.</summary>
internal static class SampleValues
{
    // Finite differences step by about 1e-5; this is far outside.
    private const double KinkDistance = 0.02;

    public static double[] Of(SampleInput input, Shape shape, Generator generator)
    {
        if (input.IsDistinct) return Distinct(shape.ElementCount, generator);
        var values = new double[shape.ElementCount];
        for (var i = 0; i < values.Length; i++)
        {
            do values[i] = Draw(input, generator);
            while (input.Kinks.Any(kink => Math.Abs(values[i] - kink) < KinkDistance));
        }
        return values;
    }

    private static double Draw(SampleInput input, Generator generator)
    {
        var value = input.Low + (input.High - input.Low) * Philox.UniformFloat(generator.Seed, generator.Advance(1));
        // Exact in float32, so that both float types get the same numbers.
        return input.DType.IsFloat ? (float)value : Math.Floor(value);
    }

    private static double[] Distinct(int count, Generator generator) =>
        Array.ConvertAll(Tensor.RandPerm(count, generator).ToArray<long>(), place => (double)(float)(4 * (place + 0.5) / count - 2));
}
