using System.Diagnostics;
using Adjoint.Backends;

namespace Adjoint;

/// <summary>
/// An n-dimensional array of numbers and, when a gradient may be asked for, the record of how it was made (PyTorch: <c>torch.Tensor</c>).
/// Operations return new tensors; views (reshape, permute, slice, expand) share the elements of their source. Nothing needs to be
/// disposed: memory goes back to a pool when the last tensor that uses it is gone.
/// </summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class Tensor
{
    internal Tensor(Storage storage, int offset, Shape shape, int[] strides)
    {
        Storage = storage;
        Offset = offset;
        Shape = shape;
        Strides = strides;
    }

    /// <summary>A tensor without gaps over a whole storage.</summary>
    internal Tensor(Storage storage, Shape shape) : this(storage, 0, shape, shape.ContiguousStrides)
    {
    }

    /// <summary>The sizes along the dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The element type.</summary>
    public DType DType => Storage.DType;

    /// <summary>The number of dimensions (PyTorch: <c>ndim</c>).</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements (PyTorch: <c>numel()</c>).</summary>
    public int ElementCount => Shape.ElementCount;

    /// <summary>The shape and element type together.</summary>
    public TensorType Type => new(Shape, DType);

    /// <summary>The backend that holds the elements and computes with them (PyTorch: <c>device</c>).</summary>
    public Backend Backend => Storage.Backend;

    /// <summary>False for a tensor that has a shape and a type alone; see <see cref="MetaTensors"/>.</summary>
    public bool HasElements => Storage is not MetaStorage;

    internal Storage Storage { get; }

    /// <summary>Index in the storage of the first element.</summary>
    internal int Offset { get; }

    /// <summary>Steps in elements along each dimension; 0 repeats an element, negative steps run backwards.</summary>
    internal int[] Strides { get; }

    /// <summary>True if the elements lie row-major without gaps (PyTorch: <c>is_contiguous()</c>).</summary>
    public bool IsContiguous
    {
        get
        {
            var natural = Shape.ContiguousStrides;
            if (ReferenceEquals(Strides, natural)) return true;
            for (var dim = 0; dim < natural.Length; dim++)
            {
                if (Shape[dim] > 1 && Strides[dim] != natural[dim]) return false;
            }
            return true;
        }
    }

    /// <summary>
    /// The elements from the first one on, as they lie in the storage. For backends: strides are the caller's business. A span does not
    /// hold the tensor: keep it alive until done (<see cref="GC.KeepAlive"/>), or its memory may go back to the pool meanwhile.
    /// </summary>
    internal Span<T> Values<T>() where T : unmanaged => StorageOf<T>().Span[Offset..];

    private Storage<T> StorageOf<T>() where T : unmanaged => Storage as Storage<T> ?? throw Storage.HoldsNoNumbers();

    /// <summary>A tensor of the same elements under another shape and other strides.</summary>
    internal Tensor View(Shape shape, int[] strides, int offset) => new(Storage, offset, shape, strides);

    /// <summary>A new tensor without values yet, on this tensor's backend.</summary>
    internal Tensor NewUninitialized(Shape shape, DType dtype) => new(Backend.Allocate(dtype, shape.ElementCount), shape);

    /// <inheritdoc cref="NewUninitialized(Adjoint.Shape, Adjoint.DType)"/>
    internal Tensor NewUninitialized(Shape shape) => NewUninitialized(shape, DType);

    /// <summary>A tensor of one shape and dtype filled with a value, on this tensor's backend.</summary>
    internal Tensor NewFull(Shape shape, double value)
    {
        Check.Representable(value, DType);
        var result = NewUninitialized(shape);
        Backend.Fill(result, value);
        return result;
    }
}
