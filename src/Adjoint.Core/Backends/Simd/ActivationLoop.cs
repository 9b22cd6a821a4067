using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Simd;

/// <summary>Runs an activation and its slope over spans, as <see cref="SimdLoop"/> does other functions.</summary>
internal static unsafe class ActivationLoop
{
    /// <summary>y[i] = f(x[i])</summary>
    public static void Value<TActivation, T>(ReadOnlySpan<T> x, double a, double b, Span<T> y)
        where TActivation : struct, IActivation where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Length);
        fixed (T* source = x, target = y) SimdWidth.Run<T, ValueWork<TActivation, T>>(new(source, a, b, target, x.Length));
    }

    /// <summary>z[i] = gradient[i] f'(kept[i]); a gradient of one element serves all.</summary>
    public static void Gradient<TActivation, T>(ReadOnlySpan<T> gradient, ReadOnlySpan<T> kept, double a, double b, Span<T> z)
        where TActivation : struct, IActivation where T : unmanaged
    {
        if (gradient.Length != 1) ArgumentOutOfRangeException.ThrowIfLessThan(gradient.Length, kept.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(z.Length, kept.Length);
        fixed (T* left = gradient, right = kept, target = z)
        {
            SimdWidth.Run<T, GradientWork<TActivation, T>>(new(left, gradient.Length == 1, right, a, b, target, kept.Length));
        }
    }

    // The loops stay out of their callers for the reason given at SimdLoop.
    private readonly struct ValueWork<TActivation, T>(T* x, double a, double b, T* y, int count) : ISimdWork<T>
        where TActivation : struct, IActivation where T : unmanaged
    {
        private readonly T* _x = x;
        private readonly T* _y = y;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            T* x = _x, y = _y;
            var (first, second) = (TVector.Broadcast(a), TVector.Broadcast(b));
            var i = 0;
            for (; i <= count - TVector.Count; i += TVector.Count)
                TVector.Store(TActivation.Value<T, TVector>(TVector.Load(x + i), first, second), y + i);
            if (i == count) return;
            var value = TActivation.Value<T, TVector>(SimdLoop.LoadPadded<T, TVector>(x + i, count - i), first, second);
            SimdLoop.StoreFirst(value, y + i, count - i);
        }
    }

    private readonly struct GradientWork<TActivation, T>(T* gradient, bool isSingle, T* kept, double a, double b, T* z, int count)
        : ISimdWork<T> where TActivation : struct, IActivation where T : unmanaged
    {
        private readonly T* _gradient = gradient;
        private readonly T* _kept = kept;
        private readonly T* _z = z;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            // One gradient for all is read again and again from a vector of it.
            var same = isSingle ? TVector.Broadcast(*_gradient) : default;
            var step = isSingle ? 0 : 1;
            T* gradient = isSingle ? (T*)&same : _gradient, kept = _kept, z = _z;
            var (first, second) = (TVector.Broadcast(a), TVector.Broadcast(b));
            var i = 0;
            for (; i <= count - TVector.Count; i += TVector.Count)
            {
                var slope = TActivation.Slope<T, TVector>(TVector.Load(kept + i), first, second);
                TVector.Store(TVector.Load(gradient + i * step) * slope, z + i);
            }
            if (i == count) return;
            var last = TActivation.Slope<T, TVector>(SimdLoop.LoadPadded<T, TVector>(kept + i, count - i), first, second);
            SimdLoop.StoreFirst(SimdLoop.LoadPadded<T, TVector>(gradient + i * step, count - i) * last, z + i, count - i);
        }
    }
}
