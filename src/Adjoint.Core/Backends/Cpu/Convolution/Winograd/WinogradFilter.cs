using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Kernels as points: filters[matrix][panel][inner][lane] for the output channels of a panel side by side, as the matrix product reads its
/// right operand. Forward the inner channels are the input's; backward the output's, and the kernels are turned round.
/// </summary>
internal readonly unsafe struct WinogradFilter<T, TVector>
    where T : unmanaged
    where TVector : unmanaged, ISimd<T, TVector>
{
    private const int InnerPerItem = 16;

    private readonly ConvolutionGeometry _g;
    private readonly T* _filters;
    private readonly bool _backward;
    private readonly bool _single;

    /// <param name="g">The convolution.</param>
    /// <param name="filters">Memory for the result.</param>
    /// <param name="backward">Whether the kernels are for the gradient by the input.</param>
    /// <param name="single">Whether there is memory for one panel only, whichever was transformed last.</param>
    public WinogradFilter(in ConvolutionGeometry g, T* filters, bool backward, bool single)
    {
        (_g, _backward, _single) = (g, backward, single);
        _filters = filters;
        Inner = backward ? g.OutChannelsPerGroup : g.InChannelsPerGroup;
        Outer = backward ? g.InChannelsPerGroup : g.OutChannelsPerGroup;
        Panels = WorkSplit.CeilingDivide(Outer, PanelWidth);
    }

    public static int PanelWidth => GemmKernel<T, TVector>.Columns;

    public int Inner { get; }

    public int Outer { get; }

    public int Panels { get; }

    public long Size => (long)WinogradTransforms<T, TVector>.Matrices * MatrixStep;

    // An odd number of lines apart, so that the matrices of one kernel do not share a set of the cache.
    private nint MatrixStep => (_single ? 1 : (nint)_g.Groups * Panels) * Inner * PanelWidth + TVector.Count;

    public T* Panel(int matrix, int group, int panel) =>
        _filters + matrix * MatrixStep + (_single ? 0 : ((nint)group * Panels + panel) * Inner * PanelWidth);

    /// <summary>The same filter in memory for one panel.</summary>
    public WinogradFilter<T, TVector> Single(T* memory) => new(_g, memory, _backward, true);

    public void Transform(T* weight) =>
        WorkerPool.For(_g.Groups * Panels * WorkSplit.CeilingDivide(Inner, InnerPerItem), new Body(this, weight));

    private readonly struct Body(WinogradFilter<T, TVector> filter, T* weight) : IBlockBody
    {
        private readonly T* _weight = weight;

        public void Run(int block)
        {
            var (row, part) = Math.DivRem(block, WorkSplit.CeilingDivide(filter.Inner, InnerPerItem));
            var (group, panel) = Math.DivRem(row, filter.Panels);
            var first = part * InnerPerItem;
            filter.TransformPanel(_weight, group, panel, first, Math.Min(first + InnerPerItem, filter.Inner));
        }
    }

    /// <summary>Transforms the kernels of one panel and some inner channels.</summary>
    public void TransformPanel(T* weight, int group, int panel, int first, int end)
    {
        if (_g.KernelWidth == 3) Transform<WinogradTransforms<T, TVector>.Filter3>(weight, group, panel, first, end);
        else Transform<WinogradTransforms<T, TVector>.Filter5>(weight, group, panel, first, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform<TTransform>(T* weight, int group, int panel, int first, int end) where TTransform : IWinogradTransform<T>
    {
        var side = TTransform.Inputs;
        var kernel = side * side;
        var lanes = stackalloc T[kernel * PanelWidth];
        var between = stackalloc T[side * WinogradTransforms<T, TVector>.Points * TVector.Count];
        new Span<T>(lanes, kernel * PanelWidth).Clear();
        for (var inner = first; inner < end; inner++)
        {
            Gather(weight, group, panel * PanelWidth, inner, lanes);
            for (var half = 0; half < PanelWidth; half += TVector.Count)
            {
                nint rowStep = side * PanelWidth, columnStep = PanelWidth;
                var source = lanes + half;
                if (_backward)
                {
                    source += (kernel - 1) * PanelWidth;
                    (rowStep, columnStep) = (-rowStep, -columnStep);
                }

                WinogradTransforms<T, TVector>.Square<TTransform>(
                    source, rowStep, columnStep, Panel(0, group, panel) + (nint)inner * PanelWidth + half,
                    WinogradTransforms<T, TVector>.Points * MatrixStep, MatrixStep, between);
            }
        }
    }

    /// <summary>lanes[place][lane] = the kernel of one inner channel for the panel's channels.</summary>
    private void Gather(T* weight, int group, int channel, int inner, T* lanes)
    {
        var kernel = _g.KernelHeight * _g.KernelWidth;
        var (inChannel, outChannel) = _backward ? (channel, inner) : (inner, channel);
        var line = (nint)kernel * (_backward ? 1 : _g.InChannelsPerGroup);
        var source = weight + (((nint)group * _g.OutChannelsPerGroup + outChannel) * _g.InChannelsPerGroup + inChannel) * kernel;
        GemmPacking<T, TVector>.Transpose(source, line, Math.Min(PanelWidth, Outer - channel), kernel, lanes, PanelWidth);
    }
}
