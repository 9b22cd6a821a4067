using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// One item's operands of a weight gradient, for as many images as stay in the cache together: per image the planes of the item's input
/// channels and a plane of ones (the bias's tap), and the gradient of the item's group on the same grid, interleaved.
/// </summary>
internal readonly unsafe struct WeightGradientOperands<T, TVector, TLanes>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : struct, ILanes<TVector, T>
{
    private const int CacheBytes = 384 * 1024;

    private readonly ConvolutionGeometry _g;
    private readonly WorkItem _item;
    private readonly InputGrid _grid;
    private readonly int _positions;
    private readonly int _planesPitch;
    private readonly int _gradientPitch;
    private readonly T* _planes;
    private readonly T* _gradient;
    private readonly T* _row;

    public WeightGradientOperands(in ConvolutionGeometry g, in WorkItem item)
    {
        _g = g;
        _item = item;
        _grid = new InputGrid(g);
        var channels = item.PartEnd - item.PartStart;
        WeightTaps = channels * g.KernelHeight * g.KernelWidth;
        FirstTap = item.PartStart * g.KernelHeight * g.KernelWidth;
        Taps = WeightTaps + (item.PartStart == 0 ? 1 : 0);
        Block = RegisterBlock.Choose(g.OutChannelsPerGroup, Taps, 1, TLanes.ManyRegisters);
        _positions = RegisterBlock.RoundUp(_grid.Positions, TLanes.Count);
        // The plane of ones is last, so that what reads past a plane's end reads finite numbers there too.
        _planesPitch = RegisterBlock.RoundUp(channels * _grid.ChannelSize, TLanes.Count) + _positions;
        _gradientPitch = RegisterBlock.RoundUp(g.OutChannelsPerGroup, Block.Rows) * _positions;
        MostImages = Math.Clamp(CacheBytes / ((_planesPitch + _gradientPitch) * sizeof(T)), 1, item.ImageEnd - item.ImageStart);

        var rowSize = Math.Max(_positions, RegisterBlock.RoundUp(g.OutHeight * _grid.Pitch, TLanes.Count));
        var paddedTaps = RegisterBlock.RoundUp(Taps, Block.Vectors);
        var elements = (long)MostImages * (_planesPitch + _gradientPitch) + rowSize;
        _gradient = (T*)ThreadBuffer.Own(elements * sizeof(T) + (long)paddedTaps * sizeof(int));
        _planes = _gradient + (long)MostImages * _gradientPitch;
        _row = _planes + (long)MostImages * _planesPitch;
        Offsets = (int*)(_row + rowSize);
        _grid.WriteOffsets(channels, Offsets);
        if (Taps > WeightTaps) Offsets[WeightTaps] = _planesPitch - _positions;
        for (var tap = Taps; tap < paddedTaps; tap++) Offsets[tap] = 0;
    }

    public RegisterBlock Block { get; }

    public int MostImages { get; }

    /// <summary>The item's taps: those of its input channels, and the bias's where the item has the first channel.</summary>
    public int Taps { get; }

    public int WeightTaps { get; }

    /// <summary>Where the item's taps begin in the weight of one output channel.</summary>
    public int FirstTap { get; }

    public int* Offsets { get; }

    public DotOperands<T> Of(int rowBlock, int images) =>
        new(images, _planes, _planesPitch, _gradient + (long)rowBlock * Block.Rows * _positions, _gradientPitch, _positions);

    public void Fill(T* input, T* gradOutput, int imageStart, int imageEnd)
    {
        var planes = _planes;
        var gradient = _gradient;
        for (var image = imageStart; image < imageEnd; image++, planes += _planesPitch, gradient += _gradientPitch)
        {
            var channels = _item.PartEnd - _item.PartStart;
            var channel = (long)image * _g.InChannels + _item.Group * _g.InChannelsPerGroup + _item.PartStart;
            _grid.Fill(input + channel * _g.InPlane, channels, planes);
            new Span<T>(planes + channels * _grid.ChannelSize, _planesPitch - channels * _grid.ChannelSize).Fill(T.One);
            FillGradient(gradOutput + ((long)image * _g.OutChannels + _item.Group * _g.OutChannelsPerGroup) * _g.OutPlane, gradient);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillGradient(T* gradOutput, T* gradient)
    {
        var window = new PlaneWindow(0, 0, 1, 1, _g.OutHeight, _grid.Pitch);
        for (var row = 0; row < _g.OutChannelsPerGroup; row++, gradOutput += _g.OutPlane)
        {
            WidePlane<T>.Gather(gradOutput, _g.OutHeight, _g.OutWidth, window, _row);
            WidePlane<T>.Clear(_row + _grid.Positions, Math.Max(0, _positions - _grid.Positions));
            var target = gradient + (long)(row / Block.Rows) * Block.Rows * _positions + row % Block.Rows * TLanes.Count;
            for (var i = 0; i < _positions; i += TLanes.Count, target += Block.Rows * TLanes.Count) TLanes.Store(TLanes.Load(_row + i), target);
        }
    }
}
