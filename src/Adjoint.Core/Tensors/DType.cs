namespace Adjoint;

/// <summary>The type of a tensor's elements (PyTorch: <c>torch.dtype</c>).</summary>
public enum DType : byte
{
    /// <summary>IEEE 754 single precision, the default; C# <see cref="float"/>.</summary>
    Float32,

    /// <summary>IEEE 754 double precision; C# <see cref="double"/>.</summary>
    Float64,

    /// <summary>64-bit integer, for indices and class labels; C# <see cref="long"/>.</summary>
    Int64,

    /// <summary>8-bit unsigned integer, for images; C# <see cref="byte"/>.</summary>
    UInt8,

    /// <summary>Truth value, for masks; C# <see cref="bool"/>.</summary>
    Bool,
}

/// <summary>What can be asked of a <see cref="DType"/>.</summary>
public static class DTypeExtensions
{
    extension(DType dtype)
    {
        /// <summary>True for the types that can carry a gradient.</summary>
        public bool IsFloat => dtype <= DType.Float64;

        /// <summary>Bytes of one element.</summary>
        public int ItemSize => dtype switch { DType.Float32 => 4, DType.Float64 or DType.Int64 => 8, _ => 1 };

        /// <summary>The name in messages and files, such as <c>float32</c>.</summary>
        public string Text => dtype switch
        {
            DType.Float32 => "float32",
            DType.Float64 => "float64",
            DType.Int64 => "int64",
            DType.UInt8 => "uint8",
            DType.Bool => "bool",
            _ => throw new ArgumentOutOfRangeException(nameof(dtype)),
        };
    }

    /// <summary>The <see cref="DType"/> of a C# element type.</summary>
    /// <exception cref="DTypeException">The type is not an element type of tensors.</exception>
    public static DType Of<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return DType.Float32;
        if (typeof(T) == typeof(double)) return DType.Float64;
        if (typeof(T) == typeof(long)) return DType.Int64;
        if (typeof(T) == typeof(byte)) return DType.UInt8;
        if (typeof(T) == typeof(bool)) return DType.Bool;
        throw new DTypeException($"A tensor cannot hold elements of type {typeof(T).Name}; it holds float, double, long, byte or bool.");
    }
}
