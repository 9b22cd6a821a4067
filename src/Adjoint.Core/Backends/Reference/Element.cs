namespace Adjoint.Backends.Reference;

/// <summary>Reads and writes single elements of tensors of any element type and strides.</summary>
internal static class Element
{
    /// <summary>
    /// The place in the storage of an element. The index may belong to a larger shape: it is aligned at the end, and sizes of 1 are
    /// stretched (NumPy's broadcasting).
    /// </summary>
    public static int Position(Tensor x, ReadOnlySpan<int> index)
    {
        var position = x.Offset;
        var added = index.Length - x.Rank;
        for (var dim = 0; dim < x.Rank; dim++)
        {
            if (x.Shape[dim] != 1) position += index[added + dim] * x.Strides[dim];
        }
        return position;
    }

    /// <summary>The place in the storage of the k-th element of a row-major tensor.</summary>
    public static int Position(Tensor x, int k) => x.Offset + k;

    public static double Real(Tensor x, int position) => x.DType switch
    {
        DType.Float32 => At<float>(x, position),
        DType.Float64 => At<double>(x, position),
        _ => Integer(x, position),
    };

    public static long Integer(Tensor x, int position) => x.DType switch
    {
        DType.Int64 => At<long>(x, position),
        DType.UInt8 => At<byte>(x, position),
        DType.Bool => At<bool>(x, position) ? 1 : 0,
        _ => throw new ArgumentException($"{x.Type} holds no integers."),
    };

    /// <summary>
    /// Writes a number: rounded once to a float, truncated to an integer (uint8: modulo 256), compared with 0 for a bool.
    /// </summary>
    public static void Write(Tensor target, int position, double value)
    {
        switch (target.DType)
        {
            case DType.Float32: At<float>(target, position) = (float)value; break;
            case DType.Float64: At<double>(target, position) = value; break;
            case DType.Bool: At<bool>(target, position) = value != 0; break;
            default: Write(target, position, (long)value); break;
        }
    }

    /// <inheritdoc cref="Write(Tensor, int, double)"/>
    public static void Write(Tensor target, int position, long value)
    {
        switch (target.DType)
        {
            case DType.Float32: At<float>(target, position) = value; break;
            case DType.Float64: At<double>(target, position) = value; break;
            case DType.Int64: At<long>(target, position) = value; break;
            case DType.UInt8: At<byte>(target, position) = unchecked((byte)value); break;
            default: At<bool>(target, position) = value != 0; break;
        }
    }

    /// <summary>target = source, converting the element type.</summary>
    public static void Copy(Tensor source, int from, Tensor target, int to)
    {
        // Integers do not pass through a double, which has only 53 bits for them.
        if (source.DType.IsFloat) Write(target, to, Real(source, from));
        else Write(target, to, Integer(source, from));
    }

    /// <summary>Less than 0, 0 or greater than 0; NaN is the largest number and equal to itself.</summary>
    public static int Order(Tensor x, int left, int right)
    {
        if (!x.DType.IsFloat) return Integer(x, left).CompareTo(Integer(x, right));
        var (l, r) = (Real(x, left), Real(x, right));
        if (double.IsNaN(l) || double.IsNaN(r)) return double.IsNaN(l).CompareTo(double.IsNaN(r));
        return l.CompareTo(r);
    }

    private static ref T At<T>(Tensor x, int position) where T : unmanaged => ref ((Storage<T>)x.Storage).Span[position];
}
