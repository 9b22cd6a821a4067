using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override void LogSoftmax(Tensor x, Tensor result) => SoftmaxRows(x, result, logarithm: true);

    internal override void Softmax(Tensor x, Tensor result) => SoftmaxRows(x, result, logarithm: false);

    private static void SoftmaxRows(Tensor x, Tensor result, bool logarithm)
    {
        if (x.ElementCount > 0)
        {
            if (x.DType == DType.Float32) SoftmaxRows<float>(x, result, logarithm);
            else SoftmaxRows<double>(x, result, logarithm);
        }
        KeepAlive(x, result);
    }

    private static unsafe void SoftmaxRows<T>(Tensor x, Tensor result, bool logarithm)
        where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var length = x.Shape[^1];
        var rows = x.ElementCount / length;
        var rowsOfBlock = Math.Max(1, BlockLength / length);
        fixed (T* from = x.Values<T>(), to = result.Values<T>())
        {
            WorkerPool.For((rows + rowsOfBlock - 1) / rowsOfBlock, new SoftmaxBody<T>(from, to, rows, length, rowsOfBlock, logarithm));
        }
    }

    private readonly unsafe struct SoftmaxBody<T>(T* x, T* y, int rows, int length, int rowsOfBlock, bool logarithm) : IBlockBody
        where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        public void Run(int block)
        {
            var end = Math.Min(rows, (block + 1) * rowsOfBlock);
            for (var row = block * rowsOfBlock; row < end; row++)
            {
                if (logarithm) LogSoftmaxRow(x + (nint)row * length, y + (nint)row * length);
                else SoftmaxRow(x + (nint)row * length, y + (nint)row * length);
            }
        }

        // Shifted by the greatest element, no exponential overflows.
        private void SoftmaxRow(T* from, T* to)
        {
            var target = new Span<T>(to, length);
            TensorPrimitives.Subtract(new ReadOnlySpan<T>(from, length), Fold<MaximumFold>(from, length), target);
            SimdLoop.Map<ExpFunction, T>(target, target);
            TensorPrimitives.Multiply(target, T.One / Fold<SumFold>(to, length), target);
        }

        // (x - m) - log of the sum of exp(x - m)
        [SkipLocalsInit]
        private void LogSoftmaxRow(T* from, T* to)
        {
            var target = new Span<T>(to, length);
            TensorPrimitives.Subtract(new ReadOnlySpan<T>(from, length), Fold<MaximumFold>(from, length), target);
            var exponentials = stackalloc T[ChunkLength];
            var sum = T.Zero;
            for (var start = 0; start < length; start += ChunkLength)
            {
                var count = Math.Min(ChunkLength, length - start);
                SimdLoop.Map<ExpFunction, T>(target.Slice(start, count), new Span<T>(exponentials, count));
                sum += Fold<SumFold>(exponentials, count);
            }
            TensorPrimitives.Subtract(target, T.Log(sum), target);
        }

        private static T Fold<TFold>(T* values, int count) where TFold : IFold
        {
            T result;
            SimdWidth.Run<T, FoldWork<T, TFold>>(new(values, count, &result));
            return result;
        }
    }

    private readonly unsafe struct FoldWork<T, TFold>(T* values, int count, T* result) : ISimdWork<T>
        where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        where TFold : IFold
    {
        private readonly T* _values = values;
        private readonly T* _result = result;

        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector> =>
            *_result = FoldKernels<T, TVector, TFold>.Run(_values, count);
    }

    private readonly struct ExpFunction : IMapFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            Exponential.Exp<T, TVector>(x);
    }
}
