using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// One buffer and the weak handle that tells whether it is still held. Lent and taken back many times, so that lending allocates nothing
/// but the <see cref="Storage"/>.
/// </summary>
internal sealed class BufferSlot<T> : IPoolSlot where T : unmanaged
{
    private readonly BufferPool _pool;
    private readonly T[] _array;
    private readonly int _start;
    private WeakGCHandle<Storage<T>> _holder;

    public unsafe BufferSlot(BufferPool pool, BufferShelf<T> shelf)
    {
        _pool = pool;
        Shelf = shelf;
        var slack = BufferSize.Alignment / Unsafe.SizeOf<T>();
        // Pinned, so that the aligned start stays aligned.
        _array = GC.AllocateUninitializedArray<T>(shelf.Length + slack, pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _start = (int)((0 - address) % BufferSize.Alignment) / Unsafe.SizeOf<T>();
        _holder = new WeakGCHandle<Storage<T>>(null!, trackResurrection: true);
    }

    public BufferShelf<T> Shelf { get; }

    /// <summary>Index among the lent ones.</summary>
    public int Place { get; set; }

    public bool IsHeld => _holder.TryGetTarget(out _);

    public Storage<T> Lend(Backend backend, int length)
    {
        var storage = new Storage<T>(backend, _array, _start, length, this);
        _holder.SetTarget(storage);
        Place = Shelf.AddLent(this);
        return storage;
    }

    public void EndLoan()
    {
        Shelf.RemoveLent(Place);
        _holder.SetTarget(null!);
    }

    public void Return() => _pool.Return(this);

    public void Forget() => _pool.Forget(this);

    public void Dispose() => _holder.Dispose();
}
