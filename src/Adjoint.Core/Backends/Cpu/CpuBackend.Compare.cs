using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    private interface IRelation
    {
        static abstract bool Holds<T>(T x, T y) where T : unmanaged, INumber<T>;

        /// <summary>All ones in the lanes where the relation holds.</summary>
        static abstract Vector256<float> Holds(Vector256<float> x, Vector256<float> y);
    }

    internal override void Compare(Comparison comparison, Tensor x, Tensor y, Tensor result)
    {
        if (result.ElementCount > 0)
        {
            switch (x.DType)
            {
                case DType.Float32: Compare<float>(comparison, x, y, result); break;
                case DType.Float64: Compare<double>(comparison, x, y, result); break;
                case DType.Int64: Compare<long>(comparison, x, y, result); break;
                default: Compare<byte>(comparison, x, y, result); break;
            }
        }
        KeepAlive(x, y, result);
    }

    private static void Compare<T>(Comparison comparison, Tensor x, Tensor y, Tensor result) where T : unmanaged, INumber<T>
    {
        switch (comparison)
        {
            case Comparison.Equal: Compare<T, EqualRelation>(x, y, result); break;
            case Comparison.NotEqual: Compare<T, NotEqualRelation>(x, y, result); break;
            case Comparison.Less: Compare<T, LessRelation>(x, y, result); break;
            case Comparison.LessOrEqual: Compare<T, LessOrEqualRelation>(x, y, result); break;
            // x > y is y < x.
            case Comparison.Greater: Compare<T, LessRelation>(y, x, result); break;
            default: Compare<T, LessOrEqualRelation>(y, x, result); break;
        }
    }

    private static unsafe void Compare<T, TRelation>(Tensor x, Tensor y, Tensor result)
        where T : unmanaged, INumber<T> where TRelation : struct, IRelation
    {
        var space = stackalloc int[StridedLoop.Space(result.Shape)];
        var loop = new StridedLoop(space, result.Shape, x, y);
        fixed (T* left = BytesOrValues<T>(x), right = BytesOrValues<T>(y))
        fixed (bool* to = result.Values<bool>())
        {
            WorkerPool.For(BlocksOf(result.ElementCount), new CompareBody<T, TRelation>(loop, left, right, to, result.ElementCount));
        }
    }

    private readonly unsafe struct CompareBody<T, TRelation>(StridedLoop loop, T* x, T* y, bool* result, int length) : IBlockBody
        where T : unmanaged, INumber<T>
        where TRelation : struct, IRelation
    {
        [SkipLocalsInit]
        public void Run(int block)
        {
            var buffers = stackalloc T[2 * ChunkLength];
            var end = (int)Math.Min(length, (block + 1L) * BlockLength);
            for (var start = block * BlockLength; (uint)start < (uint)end; start += ChunkLength)
            {
                var count = Math.Min(ChunkLength, end - start);
                var left = loop.Collect(0, x, start, count, buffers);
                var right = loop.Collect(1, y, start, count, buffers + ChunkLength);
                CompareRun(left, right, result + start, count);
            }
        }

        private static void CompareRun(T* left, T* right, bool* to, int count)
        {
            var i = 0;
            if (typeof(T) == typeof(float) && Vector256.IsHardwareAccelerated)
            {
                for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
                {
                    var holds = TRelation.Holds(Vector256.Load((float*)left + i), Vector256.Load((float*)right + i)).AsInt32();
                    // Eight lanes of 32 bits become eight bytes of 0 or 1.
                    var narrow = Vector128.Narrow(holds.GetLower(), holds.GetUpper());
                    *(ulong*)(to + i) = (Vector128.Narrow(narrow, narrow).AsByte() & Vector128<byte>.One).AsUInt64().ToScalar();
                }
            }
            for (; i < count; i++) to[i] = TRelation.Holds(left[i], right[i]);
        }
    }

    private readonly struct EqualRelation : IRelation
    {
        public static bool Holds<T>(T x, T y) where T : unmanaged, INumber<T> => x == y;

        public static Vector256<float> Holds(Vector256<float> x, Vector256<float> y) => Vector256.Equals(x, y);
    }

    private readonly struct NotEqualRelation : IRelation
    {
        public static bool Holds<T>(T x, T y) where T : unmanaged, INumber<T> => x != y;

        public static Vector256<float> Holds(Vector256<float> x, Vector256<float> y) => ~Vector256.Equals(x, y);
    }

    private readonly struct LessRelation : IRelation
    {
        public static bool Holds<T>(T x, T y) where T : unmanaged, INumber<T> => x < y;

        public static Vector256<float> Holds(Vector256<float> x, Vector256<float> y) => Vector256.LessThan(x, y);
    }

    private readonly struct LessOrEqualRelation : IRelation
    {
        public static bool Holds<T>(T x, T y) where T : unmanaged, INumber<T> => x <= y;

        public static Vector256<float> Holds(Vector256<float> x, Vector256<float> y) => Vector256.LessThanOrEqual(x, y);
    }
}
