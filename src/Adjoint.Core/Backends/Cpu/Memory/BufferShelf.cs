using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>The buffers of one element type and size: those that are free and those that are lent. Guarded by the pool's lock.</summary>
internal sealed class BufferShelf<T>(int length) where T : unmanaged
{
    private readonly List<BufferSlot<T>> _free = [];
    private readonly List<BufferSlot<T>> _lent = [];
    private int _leastFree;

    /// <summary>Elements a buffer holds.</summary>
    public int Length => length;

    public long BufferBytes => (long)length * Unsafe.SizeOf<T>();

    public long FreeBytes => _free.Count * BufferBytes;

    public BufferSlot<T>? TryTake()
    {
        if (_free.Count == 0) return null;
        var slot = _free[^1];
        _free.RemoveAt(_free.Count - 1);
        _leastFree = Math.Min(_leastFree, _free.Count);
        return slot;
    }

    public void PutBack(BufferSlot<T> slot) => _free.Add(slot);

    public int AddLent(BufferSlot<T> slot)
    {
        _lent.Add(slot);
        return _lent.Count - 1;
    }

    public void RemoveLent(int place)
    {
        var last = _lent[^1];
        _lent[place] = last;
        last.Place = place;
        _lent.RemoveAt(_lent.Count - 1);
    }

    /// <summary>Takes back what is lent to nobody any more and returns how many bytes that was.</summary>
    public long Sweep()
    {
        var before = _lent.Count;
        for (var place = before - 1; place >= 0; place--)
        {
            var slot = _lent[place];
            if (slot.IsHeld) continue;
            slot.EndLoan();
            _free.Add(slot);
        }
        return (before - _lent.Count) * BufferBytes;
    }

    /// <summary>Leaves to the garbage collector what was not needed since the last call, and returns how many bytes that is.</summary>
    public long DropUnused()
    {
        var dropped = _leastFree;
        for (var i = 0; i < dropped; i++) _free[i].Dispose();
        _free.RemoveRange(0, dropped);
        _leastFree = _free.Count;
        return dropped * BufferBytes;
    }
}

/// <summary>The shelves of one element type, made when first asked for.</summary>
internal sealed class BufferShelves<T> where T : unmanaged
{
    private readonly BufferShelf<T>?[] _shelves = new BufferShelf<T>?[BufferSize.ClassCount];
    private readonly List<BufferShelf<T>> _made = [];

    public BufferShelf<T> this[int sizeClass] => _shelves[sizeClass] ?? Make(sizeClass);

    public long FreeBytes
    {
        get
        {
            long bytes = 0;
            foreach (var shelf in _made) bytes += shelf.FreeBytes;
            return bytes;
        }
    }

    public long Sweep()
    {
        long bytes = 0;
        foreach (var shelf in _made) bytes += shelf.Sweep();
        return bytes;
    }

    public long DropUnused()
    {
        long bytes = 0;
        foreach (var shelf in _made) bytes += shelf.DropUnused();
        return bytes;
    }

    private BufferShelf<T> Make(int sizeClass)
    {
        var shelf = new BufferShelf<T>((int)(BufferSize.BytesOf(sizeClass) / Unsafe.SizeOf<T>()));
        _shelves[sizeClass] = shelf;
        _made.Add(shelf);
        return shelf;
    }
}
