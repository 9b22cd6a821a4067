namespace Adjoint.Nn;

/// <summary>Copying of values into the state of a module.</summary>
internal static class StateCopy
{
    public static void Require(Tensor values, TensorType expected, string name)
    {
        if (values.Shape != expected.Shape)
        {
            throw new ShapeException(name, $"holds {expected}, and values of shape {values.Shape} do not fit.");
        }
        if (values.DType != expected.DType)
        {
            throw new DTypeException(name,
                $"holds {expected}, and the values are {values.DType.Text}. Hint: convert them with To({nameof(DType)}.{expected.DType}).");
        }
    }

    /// <summary>Overwrites the elements of a tensor with those of another of the same type.</summary>
    public static void Into(Tensor target, Tensor source)
    {
        switch (target.DType)
        {
            case DType.Float32: Into<float>(target, source); break;
            case DType.Float64: Into<double>(target, source); break;
            case DType.Int64: Into<long>(target, source); break;
            case DType.UInt8: Into<byte>(target, source); break;
            default: Into<bool>(target, source); break;
        }
    }

    private static void Into<T>(Tensor target, Tensor source) where T : unmanaged => target.CopyFrom<T>(source.ToArray<T>());
}
