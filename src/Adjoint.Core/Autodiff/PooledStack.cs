using System.Buffers;

namespace Adjoint.Autodiff;

/// <summary>
/// A stack in borrowed memory. Walks over large graphs are short-lived and would otherwise leave large arrays behind, each of which brings
/// a full collection nearer.
/// </summary>
internal ref struct PooledStack<T>
{
    private T[] _items;

    public PooledStack(int capacity) => _items = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    /// <summary>What is on the stack, the lowest first.</summary>
    public readonly Span<T> Items => _items.AsSpan(0, Count);

    public void Push(T item)
    {
        if (Count == _items.Length) Grow();
        _items[Count++] = item;
    }

    public T Pop() => _items[--Count];

    // Cleared, so that the pool holds on to nothing: what was popped still lies above.
    public readonly void Dispose() => ArrayPool<T>.Shared.Return(_items, clearArray: true);

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(2 * _items.Length);
        _items.CopyTo(larger, 0);
        Dispose();
        _items = larger;
    }
}
