using System.Runtime.InteropServices;
using Adjoint.Backends;

namespace Adjoint.Core.Tests.Operations;

/// <summary>Makes tensors of given values on any backend, in any memory layout, and reads them back.</summary>
internal static class TestTensor
{
    public static Tensor Make(Backend backend, TensorType type, double[] values)
    {
        var result = new Tensor(backend.Allocate(type.DType, values.Length), type.Shape);
        Write(result, values);
        return result;
    }

    public static double[] Read(Tensor x) => x.DType switch
    {
        DType.Float32 => Array.ConvertAll(x.ToArray<float>(), value => (double)value),
        DType.Float64 => x.ToArray<double>(),
        DType.Int64 => Array.ConvertAll(x.ToArray<long>(), value => (double)value),
        DType.UInt8 => Array.ConvertAll(x.ToArray<byte>(), value => (double)value),
        _ => Array.ConvertAll(x.ToArray<bool>(), value => value ? 1.0 : 0.0),
    };

    public static byte[] Bits(Tensor x) => x.DType switch
    {
        DType.Float32 => BytesOf(x.ToArray<float>()),
        DType.Float64 => BytesOf(x.ToArray<double>()),
        DType.Int64 => BytesOf(x.ToArray<long>()),
        DType.UInt8 => x.ToArray<byte>(),
        _ => BytesOf(x.ToArray<bool>()),
    };

    /// <summary>The same values with the dimensions stored in opposite order.</summary>
    public static Tensor Transposed(Backend backend, TensorType type, double[] values)
    {
        var strides = new int[type.Shape.Rank];
        var stride = 1;
        for (var dim = 0; dim < strides.Length; dim++)
        {
            strides[dim] = stride;
            stride *= type.Shape[dim];
        }
        return Strided(backend, type, values, strides, 0, values.Length);
    }

    /// <summary>The same values with a foreign element before each and after the last.</summary>
    public static Tensor Gapped(Backend backend, TensorType type, double[] values)
    {
        var strides = Array.ConvertAll(type.Shape.ContiguousStrides, stride => 2 * stride);
        return Strided(backend, type, values, strides, 1, 2 * values.Length + 1);
    }

    /// <summary>The same values with every dimension stored backwards.</summary>
    public static Tensor Reversed(Backend backend, TensorType type, double[] values)
    {
        var strides = Array.ConvertAll(type.Shape.ContiguousStrides, stride => -stride);
        return Strided(backend, type, values, strides, Math.Max(values.Length - 1, 0), values.Length);
    }

    /// <summary>The values at index 0 of the first dimension longer than 1, repeated along it without a copy.</summary>
    public static Tensor Repeated(Backend backend, TensorType type, double[] values)
    {
        var x = Make(backend, type, values);
        var strides = type.Shape.ContiguousStrides.ToArray();
        var dim = type.Shape.Sizes.IndexOfAnyExcept(1);
        if (dim >= 0) strides[dim] = 0;
        return x.View(type.Shape, strides, 0);
    }

    private static Tensor Strided(Backend backend, TensorType type, double[] values, int[] strides, int offset, int length)
    {
        var memory = Make(backend, new TensorType([length], type.DType), new double[length]);
        backend.Fill(memory, type.DType.IsFloat ? double.NaN : 99);
        var view = memory.View(type.Shape, strides, offset);
        Backend.Reference.Copy(Make(backend, type, values), view);
        return view;
    }

    private static void Write(Tensor x, double[] values)
    {
        switch (x.DType)
        {
            case DType.Float32: Array.ConvertAll(values, value => (float)value).CopyTo(x.Values<float>()); break;
            case DType.Float64: values.CopyTo(x.Values<double>()); break;
            case DType.Int64: Array.ConvertAll(values, value => (long)value).CopyTo(x.Values<long>()); break;
            case DType.UInt8: Array.ConvertAll(values, value => unchecked((byte)(long)value)).CopyTo(x.Values<byte>()); break;
            default: Array.ConvertAll(values, value => value != 0).CopyTo(x.Values<bool>()); break;
        }
    }

    private static byte[] BytesOf<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
