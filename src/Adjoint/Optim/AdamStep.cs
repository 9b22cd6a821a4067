using System.Runtime.CompilerServices;
using Adjoint.Backends;

namespace Adjoint.Optim;

/// <summary>The numbers of one step of Adam, and the arithmetic that it shares with AMSGrad and AdamW.</summary>
internal readonly struct AdamStep(ParameterGroup group, double learningRate, long step)
{
    private readonly double _share1 = 1 - group["beta1"];
    private readonly double _share2 = 1 - group["beta2"];
    private readonly double _epsilon = group["epsilon"];
    private readonly double _rootScale = 1 / Math.Sqrt(Moment.Correction(group["beta2"], step));
    private readonly double _step = -learningRate / Moment.Correction(group["beta1"], step);

    /// <summary>Takes a gradient into the running means.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Moments<TLanes>(TLanes g, ref TLanes m, ref TLanes v) where TLanes : unmanaged, ILanes<TLanes>
    {
        m = Moment.First(m, g, _share1);
        v = Moment.Second(v, g, _share2);
    }

    /// <summary>p - lr (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Descend<TLanes>(TLanes p, TLanes m, TLanes v) where TLanes : unmanaged, ILanes<TLanes>
    {
        var root = TLanes.MultiplyAdd(TLanes.Sqrt(v), TLanes.Broadcast(_rootScale), TLanes.Broadcast(_epsilon));
        return TLanes.MultiplyAdd(TLanes.Broadcast(_step), m / root, p);
    }
}
