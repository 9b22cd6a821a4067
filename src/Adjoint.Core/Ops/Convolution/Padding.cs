namespace Adjoint;

/// <summary>
/// How far a convolution pads its input: one number for all dimensions (<c>1</c>), one a dimension (<c>(1, 2)</c>), each on both sides, or
/// <see cref="Same"/>. The default is none. Made by implicit conversion from these.
/// </summary>
public readonly record struct Padding
{
    private readonly int _count;
    private readonly int _first;
    private readonly int _second;
    private readonly int _third;

    private Padding(int count, int first, int second, int third)
    {
        _count = count;
        _first = first;
        _second = second;
        _third = third;
    }

    /// <summary>
    /// As much as gives the output the size of the input at a stride of 1, d(k - 1) in all; if that is odd, the odd one lies at the end
    /// (PyTorch: <c>padding='same'</c>).
    /// </summary>
    public static Padding Same { get; } = new(-1, 0, 0, 0);

    /// <summary>True for <see cref="Same"/>.</summary>
    public bool IsSame => _count < 0;

    /// <summary>The same number in every dimension.</summary>
    public static implicit operator Padding(int all) => new(1, all, 0, 0);

    /// <summary>Along height and width.</summary>
    public static implicit operator Padding((int Height, int Width) pair) => new(2, pair.Height, pair.Width, 0);

    /// <summary>Along depth, height and width.</summary>
    public static implicit operator Padding((int Depth, int Height, int Width) triple) =>
        new(3, triple.Depth, triple.Height, triple.Width);

    /// <summary>What is added before and after the input, a pair for each dimension of a kernel.</summary>
    /// <param name="operation">Who asks, as the errors name it.</param>
    /// <param name="kernelSize">The kernel's sizes.</param>
    /// <param name="dilation">The distances of its taps.</param>
    /// <exception cref="ArgumentException">Another number of dimensions was given, a number is negative, or the sum overflows.</exception>
    public (int Before, int After)[] Around(string operation, ReadOnlySpan<int> kernelSize, ReadOnlySpan<int> dilation)
    {
        var around = new (int Before, int After)[kernelSize.Length];
        for (var axis = 0; axis < around.Length; axis++)
        {
            if (IsSame)
            {
                var all = Reach(operation, kernelSize[axis], dilation[axis]);
                around[axis] = (all / 2, all - all / 2);
            }
            else
            {
                var each = Along(operation, this, axis, around.Length);
                around[axis] = (each, each);
            }
        }
        return around;
    }

    /// <summary>As in <c>1</c>, <c>(1, 2)</c> or <c>same</c>.</summary>
    public override string ToString() => _count switch
    {
        < 0 => "same",
        0 or 1 => FormattableString.Invariant($"{_first}"),
        2 => new Size2d(_first, _second).ToString(),
        _ => new Size3d(_first, _second, _third).ToString(),
    };

    private static int Reach(string operation, int kernel, int dilation)
    {
        var reach = Math.Max(0, dilation * (kernel - 1L));
        return reach <= int.MaxValue ? (int)reach : throw new ShapeException(operation,
            FormattableString.Invariant($"d(k - 1) = {dilation}*({kernel} - 1) is beyond {int.MaxValue}."));
    }

    private static int Along(string operation, Padding padding, int axis, int axes)
    {
        if (padding._count > 1 && padding._count != axes)
        {
            throw new ArgumentException(ErrorText.Of(operation,
                $"padding {padding} has {padding._count} numbers for {axes} dimension(s). Hint: one number serves them all."));
        }
        var value = padding._count <= 1 || axis == 0 ? padding._first : axis == 1 ? padding._second : padding._third;
        return value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(padding),
            ErrorText.Of(operation, $"padding must be at least 0, and is {padding}."));
    }
}
