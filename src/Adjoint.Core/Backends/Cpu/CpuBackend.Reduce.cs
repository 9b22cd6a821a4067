using System.Numerics;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

internal sealed partial class CpuBackend
{
    internal override void Reduce(Reduction reduction, Tensor x, ReadOnlySpan<bool> reduced, Tensor result)
    {
        if (result.ElementCount == 0) return;
        if (x.ElementCount == 0)
        {
            Fill(result, reduction == Reduction.Product ? 1 : 0);
            return;
        }
        var dense = ReducePlan.CanWalk(x) ? x : MakeDense(x);
        switch (x.DType)
        {
            case DType.Float32: Reduce<float, double>(reduction, dense, reduced, result); break;
            case DType.Float64: Reduce<double, double>(reduction, dense, reduced, result); break;
            default: Reduce<long, long>(reduction, dense, reduced, result); break;
        }
        if (!ReferenceEquals(dense, x)) dense.Storage.Release();
        KeepAlive(x, result);
    }

    /// <summary>A row-major copy that the kernel which asked for it gives back with <see cref="Storage.Release"/>.</summary>
    private Tensor MakeDense(Tensor x)
    {
        // Not through Allocate: a workspace that never leaves the kernel is none of the backward pass's business.
        var copy = new Tensor(AllocateCore(x.DType, x.ElementCount), x.Shape);
        Copy(x, copy);
        return copy;
    }

    private static void Reduce<T, TWide>(Reduction reduction, Tensor x, ReadOnlySpan<bool> reduced, Tensor result)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TWide : unmanaged, INumber<TWide>, IMinMaxValue<TWide>
    {
        switch (reduction)
        {
            case Reduction.Sum: Reduce<T, TWide, SumFold>(x, reduced, result); break;
            case Reduction.Product: Reduce<T, TWide, ProductFold>(x, reduced, result); break;
            case Reduction.Maximum: Reduce<T, TWide, MaximumFold>(x, reduced, result); break;
            default: Reduce<T, TWide, MinimumFold>(x, reduced, result); break;
        }
    }

    private static void Reduce<T, TWide, TFold>(Tensor x, ReadOnlySpan<bool> reduced, Tensor result)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TWide : unmanaged, INumber<TWide>, IMinMaxValue<TWide>
        where TFold : IFold => SimdWidth.Run<T, ReduceWork<T, TWide, TFold>>(new(x, reduced, result));

    private readonly ref struct ReduceWork<T, TWide, TFold>(Tensor x, ReadOnlySpan<bool> reduced, Tensor result) : ISimdWork<T>
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TWide : unmanaged, INumber<TWide>, IMinMaxValue<TWide>
        where TFold : IFold
    {
        private readonly ReadOnlySpan<bool> _reduced = reduced;

        public unsafe void Run<TVector>() where TVector : unmanaged, ISimd<T, TVector>
        {
            var space = stackalloc ReduceDim[Math.Max(1, x.Rank)];
            var plan = new ReducePlan(space, x, _reduced);
            fixed (T* from = x.Values<T>(), to = result.Values<T>())
            {
                if (plan.Inner.IsReduced) RowReduction<T, TWide, TVector, TFold>.Run(plan, from, to);
                else ColumnReduction<T, TWide, TVector, TFold>.Run(plan, from, to);
            }
        }
    }
}
