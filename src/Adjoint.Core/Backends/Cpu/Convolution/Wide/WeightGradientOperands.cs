using System.Runtime.CompilerServices;
using Adjoint.Backends.Simd;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// One item's operands of a weight gradient, for as many images as stay in the cache together: per image the planes of the item's input
/// channels and a plane of ones (the bias's tap), and the gradient of the item's group on the same grid, interleaved.
/// </summary>
internal readonly unsafe struct WeightGradientOperands<T, TVector>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    where TVector : unmanaged, ISimd<T, TVector>
{
    private const int CacheBytes = 384 * 1024;
    private const int WantedVectors = 64;

    private readonly ConvolutionGeometry _g;
    private readonly WorkItem _item;
    private readonly InputGrid _grid;
    private readonly int _positions;
    private readonly int _planesPitch;
    private readonly int _gradientPitch;
    private readonly T* _planes;
    private readonly T* _gradient;
    private readonly T* _row;

    public WeightGradientOperands(in ConvolutionGeometry g, in InputGrid grid, in WorkItem item)
    {
        _g = g;
        _item = item;
        _grid = grid;
        var channels = item.PartEnd - item.PartStart;
        var kernel = g.KernelHeight * g.KernelWidth;
        var bias = item.PartStart == 0 ? 1 : 0;
        FirstTap = bias == 1 ? 0 : 1 + item.PartStart * kernel;
        Taps = bias + channels * kernel;
        Block = RegisterBlock.Choose(g.OutChannelsPerGroup, Taps, 1, TVector.HasManyRegisters);
        _positions = RegisterBlock.RoundUp(_grid.Positions, TVector.Count);
        // The plane of ones is last, so that what reads past a plane's end reads finite numbers there too.
        _planesPitch = RegisterBlock.RoundUp(channels * _grid.ChannelSize, TVector.Count) + _positions;
        (MostImages, MostRows) = Chunk(item.ImageEnd - item.ImageStart);
        _gradientPitch = MostRows * _positions;

        var rowSize = TVector.Count + Math.Max(_positions, RegisterBlock.RoundUp(g.OutHeight * _grid.Pitch, TVector.Count));
        var paddedTaps = RegisterBlock.RoundUp(Taps, Block.Vectors);
        var elements = (long)MostImages * (_planesPitch + _gradientPitch) + rowSize;
        _gradient = (T*)ThreadBuffer.Own(elements * sizeof(T) + (long)paddedTaps * sizeof(int));
        _planes = _gradient + (long)MostImages * _gradientPitch;
        _row = _planes + (long)MostImages * _planesPitch;
        Offsets = (int*)(_row + rowSize);
        *Offsets = _planesPitch - _positions;
        _grid.WriteOffsets(channels, Offsets + bias);
        for (var tap = Taps; tap < paddedTaps; tap++) Offsets[tap] = 0;
    }

    public RegisterBlock Block { get; }

    /// <summary>How many images are held at once.</summary>
    public int MostImages { get; }

    /// <summary>Of how many output channels the gradient is held at once: a multiple of the block's rows.</summary>
    public int MostRows { get; }

    /// <summary>The item's taps: the bias's where the item has the first input channel, then those of its channels.</summary>
    public int Taps { get; }

    /// <summary>Where the item's taps begin among [bias, weights] of one output channel.</summary>
    public int FirstTap { get; }

    public int* Offsets { get; }

    public DotOperands<T> Of(int row, int images) =>
        new(images, _planes, _planesPitch, _gradient + (long)row * _positions, _gradientPitch, _positions);

    public void Fill(T* input, T* gradOutput, int imageStart, int imageEnd, int rowStart, int rowEnd)
    {
        var planes = _planes;
        var gradient = _gradient;
        var channels = _item.PartEnd - _item.PartStart;
        var (inPlane, outPlane) = (_g.InPlane, _g.OutPlane);
        for (var image = imageStart; image < imageEnd; image++, planes += _planesPitch, gradient += _gradientPitch)
        {
            var channel = (long)image * _g.InChannels + _item.Group * _g.InChannelsPerGroup + _item.PartStart;
            _grid.Fill<T, TVector>(input + channel * inPlane, channels, planes);
            new Span<T>(planes + channels * _grid.ChannelSize, _planesPitch - channels * _grid.ChannelSize).Fill(T.One);
            var row = (long)image * _g.OutChannels + _item.Group * _g.OutChannelsPerGroup + rowStart;
            FillGradient(gradOutput + row * outPlane, rowEnd - rowStart, gradient);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillGradient(T* gradOutput, int rows, T* gradient)
    {
        var (height, width, blockRows) = (_g.OutHeight, _g.OutWidth, Block.Rows);
        var window = new PlaneWindow(0, 0, 1, 1, height, _grid.Pitch);
        for (var row = 0; row < rows; row++, gradOutput += (nint)height * width)
        {
            WidePlane<T, TVector>.Gather(gradOutput, height, width, window, _row);
            WidePlane<T, TVector>.Clear(_row + _grid.Positions, _positions - _grid.Positions);
            var target = gradient + (long)(row / blockRows) * blockRows * _positions + row % blockRows * TVector.Count;
            for (var i = 0; i < _positions; i += TVector.Count, target += blockRows * TVector.Count)
                TVector.Store(TVector.Load(_row + i), target);
        }
    }

    // Few images with many rows, so that planes are filled seldom; but so many that summing over the lanes at the end is a small part.
    private (int Images, int Rows) Chunk(int images)
    {
        var wanted = Math.Clamp(WantedVectors * TVector.Count / _positions, 1, images);
        var room = CacheBytes / sizeof(T) / wanted - _planesPitch;
        var allRows = RegisterBlock.RoundUp(_g.OutChannelsPerGroup, Block.Rows);
        var rows = Math.Clamp(room / _positions / Block.Rows * Block.Rows, Block.Rows, allRows);
        return (Math.Clamp(CacheBytes / sizeof(T) / (_planesPitch + rows * _positions), 1, images), rows);
    }
}
