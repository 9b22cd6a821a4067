using System.Buffers;

namespace Adjoint.Autodiff;

/// <summary>A growing list, or a stack, for the time of one pass, in an array from the shared pool; see <see cref="RentedArray{T}"/>.</summary>
internal sealed class RentedList<T> : IDisposable
{
    private T[] _array = ArrayPool<T>.Shared.Rent(64);

    public int Count { get; private set; }

    public Span<T> Span => _array.AsSpan(0, Count);

    public ref T this[int index] => ref _array[index];

    public void Add(T item)
    {
        if (Count == _array.Length) Grow();
        _array[Count++] = item;
    }

    public void RemoveLast() => _array[--Count] = default!;

    public void Dispose()
    {
        Return(_array, Count);
        _array = [];
        Count = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(2 * Count);
        Span.CopyTo(larger);
        Return(_array, Count);
        _array = larger;
    }

    // What is left in a pooled array would be kept alive by it.
    private static void Return(T[] array, int count)
    {
        array.AsSpan(0, count).Clear();
        ArrayPool<T>.Shared.Return(array);
    }
}
