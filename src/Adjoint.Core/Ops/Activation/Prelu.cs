using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint;

internal sealed class PreluOperation : BinaryOperation<PreluOperation.Formula>, IOperationSamples
{
    public static readonly PreluOperation Instance = new();

    public static IEnumerable<Sample> Samples =>
    [
        new(Instance, SampleInput.Real([2, 3]).AwayFrom(0), SampleInput.Real([1])),
        new(Instance, SampleInput.Real([2, 3, 4]).AwayFrom(0), SampleInput.Real([3, 1])),
        new(Instance, SampleInput.Real([5]).AwayFrom(0), SampleInput.Real([])),
    ];

    // By x: 1 for x > 0, else w. By w: 0 for x > 0, else x.
    protected override Tensor Gradient(int input, Tensor gradient, SavedValues saved) => input == 0
        ? Tensor.Where(saved.Input(0) > 0, gradient, gradient * saved.Input(1))
        : Tensor.Where(saved.Input(0) > 0, 0, gradient * saved.Input(0));

    protected internal override bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients)
    {
        var (x, weight, backend) = (saved.Input(0), saved.Input(1), gradient.Backend);
        if (saved.NeedsGradient(0))
        {
            var result = gradient.NewUninitialized(gradient.Shape);
            backend.Zip(ZipFunctionKernel<SlopeFunction>.Instance, x, weight, result);
            backend.Zip(MulOperation.FusedKernel, result, gradient, result);
            inputGradients[0] = result.SumTo(x.Shape);
        }
        if (saved.NeedsGradient(1))
        {
            var result = gradient.NewUninitialized(gradient.Shape);
            backend.Zip(ZipFunctionKernel<WeightGradientFunction>.Instance, gradient, x, result);
            inputGradients[1] = result.SumTo(weight.Shape);
        }
        return true;
    }

    internal readonly struct Formula : IBinaryFormula, IZipFunction
    {
        public static double Define(double x, double weight) => x > 0 ? x : weight * x;

        public static double Slope(int input, double x, double y, double z)
        {
            if (input == 0) return SlopeFunction.Define(x, y);
            return x > 0 ? 0 : x;
        }

        public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            SimdLoop.Zip<Formula, T>(x, y, z);

        public static void Run<T>(ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            SimdLoop.Zip<Formula, T>(x, y, z);

        public static void Run<T>(T x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IFloatingPointIeee754<T> =>
            SimdLoop.Zip<Formula, T>(x, y, z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x, TVector weight)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged => TVector.Select(x > default(TVector), x, weight * x);
    }

    private readonly struct SlopeFunction : IZipFunction
    {
        public static double Define(double x, double weight) => x > 0 ? 1 : weight;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x, TVector weight)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            TVector.Select(x > default(TVector), TVector.Broadcast(1.0), weight);
    }

    private readonly struct WeightGradientFunction : IZipFunction
    {
        public static double Define(double gradient, double x) => x > 0 ? 0 : gradient * x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector gradient, TVector x)
            where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            TVector.Select(x > default(TVector), default, gradient * x);
    }
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// x for x > 0 and w x below, with learned slopes w: one for all elements, or one a channel, which is the second dimension (the
        /// only one of a vector); float32 or float64 (He et al., 2015; UBC lecture 2; PyTorch: <c>F.prelu</c>). Ranges over all numbers.
        /// At the kink, 0, the derivative by x is taken as w.
        /// </summary>
        /// <param name="weight">The slopes, [] or [1] or [channels].</param>
        /// <exception cref="ShapeException">There are as many slopes as neither one nor the channels.</exception>
        /// <exception cref="DTypeException">The element types differ or are no floats.</exception>
        public Tensor Prelu(Tensor weight)
        {
            ArgumentNullException.ThrowIfNull(weight);
            if (weight.ElementCount == 1) return PreluOperation.Instance.Apply(x, weight.Reshape());
            var dim = x.Rank > 1 ? 1 : 0;
            if (weight.Rank != 1 || x.Rank == 0 || x.Shape[dim] != weight.Shape[0])
            {
                throw new ShapeException("prelu", $"takes one slope or one a channel, the second dimension; the input is {x.Shape} "
                    + $"and the slopes are {weight.Shape}.");
            }
            return PreluOperation.Instance.Apply(x, x.Rank < 3 ? weight : weight.Reshape(ChannelShape(x.Rank, weight.Shape[0])));
        }
    }

    extension(Scalar x)
    {
        /// <summary>x for x > 0 and w x below and at the kink, 0, with a slope w to be learned.</summary>
        /// <exception cref="ArgumentException">The two were recorded on different tapes.</exception>
        /// <exception cref="GradientException">The tape was cleared since one of them was recorded.</exception>
        public Scalar Prelu(Scalar weight) => PreluOperation.Instance.Apply(x, weight);
    }

    private static int[] ChannelShape(int rank, int channels)
    {
        var sizes = new int[rank - 1];
        sizes.AsSpan().Fill(1);
        sizes[0] = channels;
        return sizes;
    }
}
