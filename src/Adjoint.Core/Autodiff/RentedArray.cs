using System.Buffers;

namespace Adjoint.Autodiff;

/// <summary>
/// An array of defaults for the time of one pass, from the shared pool: a graph of many thousand nodes would otherwise fill the heap of
/// large objects, whose collections cost more than the pass.
/// </summary>
internal sealed class RentedArray<T>(int length) : IDisposable
{
    private T[] _array = Cleared(ArrayPool<T>.Shared.Rent(length), length);

    public Span<T> Span => _array.AsSpan(0, Math.Min(length, _array.Length));

    public ref T this[int index] => ref _array[index];

    public void Dispose()
    {
        Span.Clear();
        // An array given back twice would be lent to two threads at once.
        ArrayPool<T>.Shared.Return(_array);
        _array = [];
    }

    private static T[] Cleared(T[] array, int length)
    {
        array.AsSpan(0, length).Clear();
        return array;
    }
}
