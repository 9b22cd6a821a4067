using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Simd;

/// <summary>
/// Runs a vector function over spans, at the hardware's width. What is left over at the end goes through the same function in a padded
/// vector, so an element's bits do not depend on where it stands. The result may be one of the inputs.
/// </summary>
internal static unsafe class SimdLoop
{
    public static void Map<TFunction, T>(ReadOnlySpan<T> x, Span<T> y) where TFunction : struct, IMapFunction where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Length);
        fixed (T* source = x, target = y) SimdWidth.Run<T, MapWork<TFunction, T>>(new(source, target, x.Length));
    }

    public static void Zip<TFunction, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where TFunction : struct, IZipFunction where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(z.Length, x.Length);
        fixed (T* left = x, right = y, target = z) SimdWidth.Run<T, ZipWork<TFunction, T>>(new(left, right, target, x.Length));
    }

    public static void Zip<TFunction, T>(ReadOnlySpan<T> x, T y, Span<T> z) where TFunction : struct, IZipFunction where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(z.Length, x.Length);
        fixed (T* left = x, target = z) SimdWidth.Run<T, ZipNumberWork<TFunction, T>>(new(left, y, target, x.Length));
    }

    public static void Zip<TFunction, T>(T x, ReadOnlySpan<T> y, Span<T> z) where TFunction : struct, IZipFunction where T : unmanaged =>
        Zip<Swapped<TFunction>, T>(y, x, z);

    /// <summary>Fewer elements than lanes, and zeros behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LoadPadded<T, TVector>(T* source, int count) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged
    {
        var padded = default(TVector);
        new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(&padded, TVector.Count));
        return padded;
    }

    /// <summary>Stores the first lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst<T, TVector>(TVector vector, T* target, int count)
        where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
        new ReadOnlySpan<T>(&vector, count).CopyTo(new Span<T>(target, count));

    // The loops are fully optimised from the first call on: a network's first step should not wait for them to become hot. They stay out of
    // their callers, where the JIT's budget of inlining would end before the function's body and leave a call an element (15 times slower).
    private readonly struct MapWork<TFunction, T>(T* x, T* y, int count) : ISimdWork<T>
        where TFunction : struct, IMapFunction where T : unmanaged
    {
        private readonly T* _x = x;
        private readonly T* _y = y;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            T* x = _x, y = _y;
            var i = 0;
            for (; i <= count - TVector.Count; i += TVector.Count)
                TVector.Store(TFunction.Invoke<T, TVector>(TVector.Load(x + i)), y + i);
            if (i < count) StoreFirst(TFunction.Invoke<T, TVector>(LoadPadded<T, TVector>(x + i, count - i)), y + i, count - i);
        }
    }

    private readonly struct ZipWork<TFunction, T>(T* x, T* y, T* z, int count) : ISimdWork<T>
        where TFunction : struct, IZipFunction where T : unmanaged
    {
        private readonly T* _x = x;
        private readonly T* _y = y;
        private readonly T* _z = z;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            T* x = _x, y = _y, z = _z;
            var i = 0;
            for (; i <= count - TVector.Count; i += TVector.Count)
                TVector.Store(TFunction.Invoke<T, TVector>(TVector.Load(x + i), TVector.Load(y + i)), z + i);
            if (i == count) return;
            var (left, right) = (LoadPadded<T, TVector>(x + i, count - i), LoadPadded<T, TVector>(y + i, count - i));
            StoreFirst(TFunction.Invoke<T, TVector>(left, right), z + i, count - i);
        }
    }

    private readonly struct ZipNumberWork<TFunction, T>(T* x, T y, T* z, int count) : ISimdWork<T>
        where TFunction : struct, IZipFunction where T : unmanaged
    {
        private readonly T* _x = x;
        private readonly T* _z = z;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            T* x = _x, z = _z;
            var i = 0;
            var right = TVector.Broadcast(y);
            for (; i <= count - TVector.Count; i += TVector.Count)
                TVector.Store(TFunction.Invoke<T, TVector>(TVector.Load(x + i), right), z + i);
            if (i == count) return;
            StoreFirst(TFunction.Invoke<T, TVector>(LoadPadded<T, TVector>(x + i, count - i), right), z + i, count - i);
        }
    }

    private readonly struct Swapped<TFunction> : IZipFunction where TFunction : struct, IZipFunction
    {
        public static double Define(double x, double y) => TFunction.Define(y, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<T, TVector>(TVector x, TVector y) where TVector : unmanaged, ISimd<T, TVector> where T : unmanaged =>
            TFunction.Invoke<T, TVector>(y, x);
    }
}
