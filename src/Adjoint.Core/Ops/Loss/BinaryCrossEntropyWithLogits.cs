using System.Numerics;
using System.Numerics.Tensors;

namespace Adjoint;

internal sealed class BinaryCrossEntropyWithLogitsOperation
    : BinaryOperation<BinaryCrossEntropyWithLogitsOperation.Formula>, IOperationSamples
{
    public static readonly BinaryCrossEntropyWithLogitsOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([2, 3], -4, 4).AwayFrom(0), SampleInput.Real([2, 3], 0, 1)),
    ];

    // ln(1 + e^-x) + (1 - t) x, which has no kink at 0
    protected internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) =>
        ((-inputs[0]).Exp() + 1).Log() + (1 - inputs[1]) * inputs[0];

    // loss = -t log s(x) - (1 - t) log(1 - s(x)), so dx = s(x) - t and dt = -x
    protected override Tensor Gradient(int input, Tensor gradient, SavedValues saved) => input == 0
        ? gradient * (saved.Input(0).Sigmoid() - saved.Input(1))
        : -(gradient * saved.Input(0));

    /// <summary>max(x, 0) - x t + log(1 + exp(-|x|)): the definition without overflow.</summary>
    internal readonly struct Formula : IBinaryFormula
    {
        private const int RunLength = 256;

        public static double Define(double x, double y) => Math.Max(x, 0) - x * y + double.LogP1(Math.Exp(-Math.Abs(x)));

        public static double Slope(int input, double x, double y, double z) =>
            input == 0 ? SigmoidOperation.Instance.Define(x) - y : -x;

        public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>
        {
            Span<T> product = stackalloc T[RunLength];
            for (var start = 0; start < x.Length; start += RunLength)
            {
                var length = Math.Min(RunLength, x.Length - start);
                var run = product[..length];
                var result = z.Slice(start, length);
                TensorPrimitives.Multiply(x.Slice(start, length), y.Slice(start, length), run);
                SoftPlus(x.Slice(start, length), result);
                TensorPrimitives.Subtract<T>(result, run, result);
            }
        }

        public static void Run<T>(ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>
        {
            Span<T> same = stackalloc T[RunLength];
            same.Fill(y);
            for (var start = 0; start < x.Length; start += RunLength)
            {
                var length = Math.Min(RunLength, x.Length - start);
                Run(x.Slice(start, length), same[..length], z.Slice(start, length));
            }
        }

        public static void Run<T>(T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T>
        {
            Span<T> same = stackalloc T[RunLength];
            same.Fill(x);
            for (var start = 0; start < y.Length; start += RunLength)
            {
                var length = Math.Min(RunLength, y.Length - start);
                Run(same[..length], y.Slice(start, length), z.Slice(start, length));
            }
        }

        // y = max(x, 0) + log(1 + exp(-|x|))
        private static void SoftPlus<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        {
            Span<T> positive = stackalloc T[RunLength];
            var run = positive[..x.Length];
            TensorPrimitives.Abs(x, y);
            TensorPrimitives.Negate(y, y);
            TensorPrimitives.Exp(y, y);
            TensorPrimitives.LogP1(y, y);
            TensorPrimitives.Max(x, T.Zero, run);
            TensorPrimitives.Add(y, run, y);
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor logits)
    {
        /// <summary>
        /// The binary cross-entropy -t log s(x) - (1 - t) log(1 - s(x)) of each element, from scores before the sigmoid s; stable at any
        /// size of the scores, and one step of the graph (PyTorch: <c>F.binary_cross_entropy_with_logits(reduction="none")</c>).
        /// </summary>
        /// <param name="target">Probabilities between 0 and 1, in the logits' element type; shapes broadcast.</param>
        public Tensor BinaryCrossEntropyWithLogits(Tensor target) => BinaryCrossEntropyWithLogitsOperation.Instance.Apply(logits, target);
    }
}
