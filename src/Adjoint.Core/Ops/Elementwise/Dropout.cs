using Adjoint.Backends;

namespace Adjoint;

/// <summary>
/// Zeroes elements at random. The mask is drawn from the Philox stream of the attributes, so the operation is a plain value: its derivative
/// is the same operation again, no mask is stored, and a replay draws the same one.
/// </summary>
internal sealed class DropoutOperation(double probability, ulong seed, ulong position) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples => [new(new DropoutOperation(0.4, 7, 100), SampleInput.Real([4, 5]))];

    public override IEnumerable<KeyValuePair<string, object>> Attributes =>
        [new("p", probability), new("seed", seed), new("position", position)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        Check.Float(this, inputs[0]);
        return inputs[0].Type;
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var x = inputs[0];
        var uniform = Uniform(x);
        var result = x.NewUninitialized(type.Shape);
        x.Backend.Zip(new KeepKernel(probability), x, uniform, result);
        uniform.Storage.Release();
        return result;
    }

    // Drawn in single precision for both types, so that one seed drops the same elements in both.
    private Tensor Uniform(Tensor x)
    {
        var single = x.NewUninitialized(x.Shape, DType.Float32);
        x.Backend.Uniform(seed, position, single);
        if (x.DType == DType.Float32) return single;
        var result = x.NewUninitialized(x.Shape);
        x.Backend.Copy(single, result);
        single.Storage.Release();
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => Apply(gradient);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);

    /// <summary>z = x / (1 - p) where u is at least p, else 0.</summary>
    private sealed class KeepKernel(double probability) : IZipKernel
    {
        private readonly double _scale = probability >= 1 ? 0 : 1 / (1 - probability);

        public double Define(double x, double u) => u >= probability ? x * _scale : 0;

        public long Define(long x, long u) => throw new NotSupportedException("Dropout works on floats.");

        public void Run(ReadOnlySpan<float> x, ReadOnlySpan<float> u, Span<float> z)
        {
            var (p, scale) = ((float)probability, (float)_scale);
            for (var i = 0; i < z.Length; i++) z[i] = u[i] >= p ? x[i] * scale : 0;
        }

        public void Run(ReadOnlySpan<double> x, ReadOnlySpan<double> u, Span<double> z)
        {
            for (var i = 0; i < z.Length; i++) z[i] = u[i] >= probability ? x[i] * _scale : 0;
        }

        public void Run(ReadOnlySpan<float> x, float u, Span<float> z)
        {
            for (var i = 0; i < z.Length; i++) z[i] = (float)Define(x[i], u);
        }

        public void Run(float x, ReadOnlySpan<float> u, Span<float> z)
        {
            for (var i = 0; i < z.Length; i++) z[i] = (float)Define(x, u[i]);
        }

        public void Run(ReadOnlySpan<double> x, double u, Span<double> z)
        {
            for (var i = 0; i < z.Length; i++) z[i] = Define(x[i], u);
        }

        public void Run(double x, ReadOnlySpan<double> u, Span<double> z)
        {
            for (var i = 0; i < z.Length; i++) z[i] = Define(x, u[i]);
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Zeroes each element with a probability and divides the others by 1 - p, so that the expectation stays (Srivastava et al., 2014;
        /// PyTorch: <c>F.dropout</c>); floats.
        /// </summary>
        /// <param name="probability">Between 0 (nothing) and 1 (everything).</param>
        /// <param name="generator">Where the randomness comes from; as many positions of its stream are used as x has elements.</param>
        /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
        public Tensor Dropout(double probability, Generator generator)
        {
            ArgumentNullException.ThrowIfNull(generator);
            if (!(probability is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(probability),
                    ErrorText.Of("dropout", $"the probability {probability} is not between 0 and 1."));
            }
            return new DropoutOperation(probability, generator.Seed, generator.Advance(x.ElementCount)).Apply(x);
        }
    }
}
