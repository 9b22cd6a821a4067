using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override void Uniform(ulong key, ulong counter, Tensor result)
    {
        if (result.DType == DType.Float32) FillUniform(key, counter, result);
        else FillRandom<double, UniformDoubles>(key, counter, result);
    }

    internal override void Normal(ulong key, ulong counter, Tensor result)
    {
        if (result.DType == DType.Float32) FillRandom<float, NormalFloats>(key, counter, result);
        else FillRandom<double, NormalDoubles>(key, counter, result);
    }

    private static unsafe void FillUniform(ulong key, ulong counter, Tensor result)
    {
        fixed (float* to = result.Values<float>())
        {
            WorkerPool.For(BlocksOf(result.ElementCount), new UniformBody(key, counter, to, result.ElementCount));
        }
        KeepAlive(result);
    }

    private static unsafe void FillRandom<T, TStream>(ulong key, ulong counter, Tensor result)
        where T : unmanaged where TStream : struct, IRandomStream<T>
    {
        fixed (T* to = result.Values<T>())
        {
            WorkerPool.For(BlocksOf(result.ElementCount), new RandomBody<T, TStream>(key, counter, to, result.ElementCount));
        }
        KeepAlive(result);
    }

    /// <summary>Numbers of one kind, a Philox block's worth at a time.</summary>
    private unsafe interface IRandomStream<T> where T : unmanaged
    {
        /// <summary>Numbers made from one Philox block.</summary>
        static abstract int NumbersOfBlock { get; }

        static abstract void Make(ulong key, ulong block, T* numbers);
    }

    private readonly unsafe struct RandomBody<T, TStream>(ulong key, ulong counter, T* result, int length) : IBlockBody
        where T : unmanaged
        where TStream : struct, IRandomStream<T>
    {
        public void Run(int block)
        {
            var numbers = stackalloc T[TStream.NumbersOfBlock];
            var end = (int)Math.Min(length, (block + 1L) * BlockLength);
            for (var i = block * BlockLength; i < end;)
            {
                var (philoxBlock, first) = Math.DivRem(unchecked(counter + (ulong)i), (ulong)TStream.NumbersOfBlock);
                TStream.Make(key, philoxBlock, numbers);
                for (var n = (int)first; n < TStream.NumbersOfBlock && i < end; n++) result[i++] = numbers[n];
            }
        }
    }

    private readonly unsafe struct UniformBody(ulong key, ulong counter, float* result, int length) : IBlockBody
    {
        public void Run(int block)
        {
            var start = block * BlockLength;
            var count = Math.Min(BlockLength, length - start);
            PhiloxVectors.UniformFloats(key, unchecked(counter + (ulong)start), result + start, count);
        }
    }

    private readonly unsafe struct UniformDoubles : IRandomStream<double>
    {
        public static int NumbersOfBlock => 2;

        public static void Make(ulong key, ulong block, double* numbers)
        {
            var words = Philox.Block(key, block, Philox.UniformDoubleKind);
            numbers[0] = (words.Wide(0) >> 11) * Philox.UnitDouble;
            numbers[1] = (words.Wide(1) >> 11) * Philox.UnitDouble;
        }
    }

    private readonly unsafe struct NormalFloats : IRandomStream<float>
    {
        public static int NumbersOfBlock => 4;

        public static void Make(ulong key, ulong block, float* numbers)
        {
            var words = Philox.Block(key, block, Philox.NormalFloatKind);
            var (x, y) = BoxMuller(((words.Word0 >> 8) + 1) * Philox.UnitFloat, (words.Word1 >> 8) * Philox.UnitFloat);
            var (z, w) = BoxMuller(((words.Word2 >> 8) + 1) * Philox.UnitFloat, (words.Word3 >> 8) * Philox.UnitFloat);
            (numbers[0], numbers[1], numbers[2], numbers[3]) = ((float)x, (float)y, (float)z, (float)w);
        }
    }

    private readonly unsafe struct NormalDoubles : IRandomStream<double>
    {
        public static int NumbersOfBlock => 2;

        public static void Make(ulong key, ulong block, double* numbers)
        {
            var words = Philox.Block(key, block, Philox.NormalDoubleKind);
            var (radius, angle) = (((words.Wide(0) >> 11) + 1) * Philox.UnitDouble, (words.Wide(1) >> 11) * Philox.UnitDouble);
            (numbers[0], numbers[1]) = BoxMuller(radius, angle);
        }
    }

    // r cos t and r sin t with r = sqrt(-2 ln a), t = 2 pi b
    private static (double Cos, double Sin) BoxMuller(double a, double b)
    {
        var r = Math.Sqrt(-2 * Math.Log(a));
        var t = 2 * Math.PI * b;
        return (r * Math.Cos(t), r * Math.Sin(t));
    }
}
