using System.Globalization;

namespace Adjoint;

/// <summary>Where the elements of a resized dimension come from.</summary>
internal readonly struct InterpolationAxis(int size, int outSize, double? scaleFactor, InterpolationMode mode, bool alignCorners)
{
    private const string Name = "interpolate";

    /// <summary>Resizes one dimension, in differentiable operations.</summary>
    public Tensor Apply(Tensor x, int dim)
    {
        // As in PyTorch also where a factor, rounded down, enlarged nothing.
        if (size == outSize) return x;
        var (near, far) = (new long[outSize], new long[outSize]);
        var share = new double[outSize];
        for (var i = 0; i < outSize; i++)
        {
            var place = Place(i);
            near[i] = Math.Min((long)place, size - 1);
            far[i] = Math.Min(near[i] + 1, size - 1);
            share[i] = Math.Clamp(place - near[i], 0, 1);
        }
        var first = x.IndexSelect(dim, Positions(x, near));
        if (mode == InterpolationMode.Nearest) return first;
        var second = x.IndexSelect(dim, Positions(x, far));
        var (nearShare, farShare) = (Shares(x, dim, Array.ConvertAll(share, value => 1 - value)), Shares(x, dim, share));
        return first * nearShare + second * farShare;
    }

    /// <summary>Checks the arguments and gives height and width of the output.</summary>
    public static int[] OutputSize(Tensor x, Size2d? size, double? scaleFactor, InterpolationMode mode, bool alignCorners)
    {
        Check.Float(Name, x);
        WindowArithmetic.RequireRank(Name, x.Shape, 2);
        RequireOptions(size, scaleFactor, mode, alignCorners);
        if (x.Shape[2] == 0 || x.Shape[3] == 0) throw new ShapeException(Name, $"an image of shape {x.Shape} has no elements to enlarge.");
        double[] sizes = size is { } given
            ? [given.Height, given.Width]
            : [Math.Floor(x.Shape[2] * scaleFactor!.Value), Math.Floor(x.Shape[3] * scaleFactor.Value)];
        if (sizes[0] < 1 || sizes[1] < 1)
        {
            throw new ShapeException(Name, string.Create(CultureInfo.InvariantCulture,
                $"an image of shape {x.Shape} times {scaleFactor} has no elements left: floor(H scale) is less than 1."));
        }
        WindowArithmetic.RequireCount(Name, [x.Shape[0], x.Shape[1], Whole(sizes[0]), Whole(sizes[1])]);
        return [(int)sizes[0], (int)sizes[1]];
    }

    // Far beyond what a tensor holds all numbers say the same.
    private static long Whole(double size) => (long)Math.Min(size, 1e15);

    private static void RequireOptions(Size2d? size, double? scaleFactor, InterpolationMode mode, bool alignCorners)
    {
        if (size is null == scaleFactor is null)
        {
            throw new ArgumentException(ErrorText.Of(Name, "takes a size or a scaleFactor, one of the two."));
        }
        if (size is { } given) WindowArithmetic.RequireAtLeast(Name, nameof(size), 1, given.ToArray());
        if (scaleFactor is { } factor) Check.Positive(factor, Name, nameof(scaleFactor));
        if (!Enum.IsDefined(mode)) throw new ArgumentOutOfRangeException(nameof(mode), ErrorText.Of(Name, $"there is no mode {mode}."));
        if (alignCorners && mode == InterpolationMode.Nearest)
        {
            throw new ArgumentException(ErrorText.Of(Name, "alignCorners needs interpolation. Hint: InterpolationMode.Bilinear."));
        }
    }

    private double Place(int i)
    {
        if (alignCorners) return outSize == 1 ? 0 : i * ((size - 1.0) / (outSize - 1));
        var ratio = scaleFactor is { } factor ? 1 / factor : (double)size / outSize;
        return mode == InterpolationMode.Nearest ? i * ratio : Math.Max(0, (i + 0.5) * ratio - 0.5);
    }

    private static Tensor Positions(Tensor x, long[] positions) => Tensor.From<long>(positions, [positions.Length]).To(x.Backend);

    private static Tensor Shares(Tensor x, int dim, double[] shares)
    {
        Shape shape = dim == 2 ? [shares.Length, 1] : [1, shares.Length];
        return Tensor.From<double>(shares, shape).To(x.DType).To(x.Backend);
    }
}
