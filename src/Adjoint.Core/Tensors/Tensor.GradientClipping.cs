using System.Runtime.CompilerServices;
using Adjoint.Backends;

namespace Adjoint;

public sealed partial class Tensor
{
    /// <summary>The p-norm of the gradient; 0 if there is none. It is finite where the
    /// gradient is, even if its powers overflow. Unlike with <see cref="Grad"/>, nobody holds the gradient after it.</summary>
    /// <param name="p">The order: 0 or more, infinity included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative or NaN.</exception>
    public double GradNorm(double p = 2)
    {
        if (_grad is null) return 0;
        using var noGrad = NoGrad.Begin();
        var norm = _grad.Norm(p).Item();
        if (double.IsFinite(norm)) return norm;
        // Squares of finite numbers may overflow; those of their shares of the greatest cannot, in double precision.
        var greatest = _grad.Norm(double.PositiveInfinity).Item();
        return double.IsFinite(greatest) ? greatest * (_grad.To(DType.Float64) / greatest).Norm(p).Item() : norm;
    }

    /// <summary>Multiplies the gradient in place; nothing happens if there is none.</summary>
    public void ScaleGrad(double factor) => ChangeGrad(UpdateKernel.Of(new Scaling(factor)));

    /// <summary>Brings each element of the gradient into [-limit, limit], in place; nothing happens if there is none.</summary>
    public void ClampGrad(double limit) => ChangeGrad(UpdateKernel.Of(new Clamping(limit)));

    private void ChangeGrad(UpdateKernel kernel)
    {
        if (_grad is null) return;
        Backend.Update([new UpdateTarget(kernel, _grad, _grad, [])]);
        _grad.Storage.Version++;
    }

    private readonly struct Scaling(double factor) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes x, TLanes same, ref TLanes first, ref TLanes second, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes> => x = TLanes.Broadcast(factor) * same;
    }

    private readonly struct Clamping(double limit) : IUpdateFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<TLanes>(ref TLanes x, TLanes same, ref TLanes first, ref TLanes second, ref TLanes third)
            where TLanes : unmanaged, ILanes<TLanes> =>
            x = TLanes.Maximum(TLanes.Broadcast(-limit), TLanes.Minimum(TLanes.Broadcast(limit), same));
    }
}
