using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Adjoint;

public sealed partial class Tensor
{
    /// <summary>
    /// The elements themselves, row-major, to read and write in place. Writing is noticed by neither the record nor the version count:
    /// change a tensor before it is used, or with <see cref="CopyFrom(Tensor)"/>, which is noticed. A tensor looked into this way keeps its
    /// memory until the garbage collector takes it.
    /// </summary>
    /// <exception cref="DTypeException">T is not the element type.</exception>
    /// <exception cref="InvalidOperationException">The tensor is a view with gaps; take <see cref="ToArray{T}"/> or Contiguous()
    /// first.</exception>
    public Span<T> AsSpan<T>() where T : unmanaged => AsMemory<T>().Span;

    /// <inheritdoc cref="AsSpan{T}"/>
    public Memory<T> AsMemory<T>() where T : unmanaged
    {
        RequireElementType<T>();
        if (!IsContiguous)
        {
            throw new InvalidOperationException($"AsMemory: this {Type} is a view whose elements do not lie in one run. "
                + "Hint: Contiguous() makes a copy that does.");
        }
        Storage.Expose();
        return StorageOf<T>().Memory.Slice(Offset, ElementCount);
    }

    /// <summary>The elements as .NET's tensor span, views with strides included, without a copy.</summary>
    /// <exception cref="DTypeException">T is not the element type.</exception>
    /// <exception cref="InvalidOperationException">A dimension runs backwards, which a tensor span cannot express.</exception>
    public TensorSpan<T> AsTensorSpan<T>() where T : unmanaged
    {
        RequireElementType<T>();
        if (Strides.Any(stride => stride < 0))
        {
            throw new InvalidOperationException($"AsTensorSpan: this {Type} runs backwards along a dimension. "
                + "Hint: Contiguous() makes a copy that does not.");
        }
        Storage.Expose();
        nint[] lengths = [.. Shape.Sizes.ToArray().Select(size => (nint)size)];
        // .NET wants a stride of 0 for dimensions of one element.
        nint[] strides = [.. Strides.Select((stride, dim) => Shape[dim] == 1 ? 0 : (nint)stride)];
        return new TensorSpan<T>(StorageOf<T>().Memory.Span[Offset..], lengths, strides);
    }

    /// <summary>Copies a .NET tensor span into a new tensor.</summary>
    public static Tensor From<T>(ReadOnlyTensorSpan<T> values) where T : unmanaged
    {
        var sizes = new int[values.Rank];
        for (var dim = 0; dim < sizes.Length; dim++) sizes[dim] = checked((int)values.Lengths[dim]);
        var elements = new T[checked((int)values.FlattenedLength)];
        values.FlattenTo(elements);
        return From<T>(elements, Shape.Create(sizes));
    }

    /// <summary>Copies the elements, row-major, into a new array; any view.</summary>
    /// <exception cref="DTypeException">T is not the element type.</exception>
    public T[] ToArray<T>() where T : unmanaged
    {
        var result = new T[ElementCount];
        CopyTo(result.AsSpan());
        return result;
    }

    /// <summary>Copies the elements, row-major, into a span; any view.</summary>
    /// <exception cref="DTypeException">T is not the element type.</exception>
    /// <exception cref="ArgumentException">The span is too short.</exception>
    public void CopyTo<T>(Span<T> target) where T : unmanaged
    {
        RequireElementType<T>();
        if (target.Length < ElementCount)
        {
            throw new ArgumentException(
                $"CopyTo: {ElementCount} elements of this {Type} do not fit into a span of {target.Length}.", nameof(target));
        }
        if (IsContiguous)
        {
            Values<T>()[..ElementCount].CopyTo(target);
            // The span alone does not keep the buffer from being lent to another thread.
            GC.KeepAlive(this);
            return;
        }
        var dense = NewUninitialized(Shape);
        Backend.Copy(this, dense);
        dense.Values<T>().CopyTo(target);
        dense.Storage.Release();
    }

    /// <summary>
    /// Overwrites the elements, row-major, from a span. Recorded uses of the old values are noticed by a later backward pass.
    /// </summary>
    /// <exception cref="DTypeException">T is not the element type.</exception>
    /// <exception cref="ArgumentException">The span has another number of elements.</exception>
    public void CopyFrom<T>(ReadOnlySpan<T> source) where T : unmanaged
    {
        RequireElementType<T>();
        if (source.Length != ElementCount || !IsContiguous)
        {
            throw new ArgumentException($"CopyFrom: {source.Length} values cannot fill this {Type}"
                + (IsContiguous ? "." : ", a view whose elements do not lie in one run."), nameof(source));
        }
        RequireWritable();
        source.CopyTo(Values<T>());
        Storage.Version++;
        GC.KeepAlive(this);
    }

    /// <summary>Overwrites the elements with those of another tensor of the same shape and element type (PyTorch: <c>copy_</c>).</summary>
    /// <exception cref="ShapeException">The shapes differ, or this tensor repeats elements (after Expand), so that one would be written
    /// twice.</exception>
    /// <exception cref="DTypeException">The element types differ.</exception>
    /// <exception cref="GradientException">This tensor is the result of a recorded operation, which the new values would
    /// contradict.</exception>
    public void CopyFrom(Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        RequireWritable();
        if (source.Shape != Shape) throw new ShapeException("CopyFrom", $"the source has shape {source.Shape}, and this tensor {Shape}.");
        if (source.DType != DType)
        {
            throw new DTypeException("CopyFrom", $"the source is {source.DType.Text}, and this tensor {DType.Text}.");
        }
        // A view of the elements that are being overwritten must be read to the end first.
        Backend.Copy(ReferenceEquals(source.Storage, Storage) ? CloneOperation.Instance.Forward([source]) : source, this);
        Storage.Version++;
    }

    /// <summary>The value of a tensor with one element, as double precision (PyTorch: <c>item()</c>).</summary>
    /// <exception cref="ShapeException">The tensor has not exactly one element.</exception>
    public double Item()
    {
        if (ElementCount != 1)
        {
            throw new ShapeException("Item", $"needs a tensor with one element, and this one is {Type}. "
                + "Hint: ToArray() gives all of them.");
        }
        var value = DType switch
        {
            DType.Float32 => Values<float>()[0],
            DType.Float64 => Values<double>()[0],
            DType.Int64 => Values<long>()[0],
            DType.UInt8 => Values<byte>()[0],
            _ => Values<bool>()[0] ? 1 : 0,
        };
        GC.KeepAlive(this);
        return value;
    }

    private void RequireWritable()
    {
        if (Node is { IsLeaf: false })
        {
            throw new GradientException("CopyFrom", $"this {Type} is the result of a recorded {Node.Operation!.Name}, "
                + "and its gradient would be that of the old values. Hint: copy into Detach() of it, or into a tensor of its own.");
        }
        for (var dim = 0; dim < Rank; dim++)
        {
            if (Strides[dim] != 0 || Shape[dim] <= 1) continue;
            throw new ShapeException("CopyFrom", $"this {Type} repeats its elements along dim {dim}, "
                + "and one element cannot hold several values. Hint: Clone() it first.");
        }
    }

    private void RequireElementType<T>([CallerMemberName] string caller = "") where T : unmanaged
    {
        if (DTypeExtensions.Of<T>() != DType)
        {
            throw new DTypeException(caller, $"this tensor is {Type}, and its elements were asked for as {typeof(T).Name}. "
                + $"Hint: convert it with To({nameof(DType)}.{DTypeExtensions.Of<T>()}) first.");
        }
    }
}
