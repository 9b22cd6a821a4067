using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Adjoint.Backends.Cpu;

/// <summary>
/// Recycles the buffers of large tensors. A buffer comes back in one of two ways: at once, by <see cref="Storage.Release"/>, or after the
/// garbage collector has found that nobody holds its <see cref="Storage"/> any more, which the pool learns from a weak handle. Handles see
/// objects that a finalizer may still reach, so a buffer is never lent again while anything can touch it. When nothing of the wanted size
/// is free and much is lent out, the pool asks for a collection: a full one as long as those take little of the time, since activations grow
/// old before a backward pass uses their record up, else a young one.
/// </summary>
/// <remarks>
/// A span does not keep its <see cref="Storage"/> alive: whoever works on a span of a tensor must hold the tensor until it is done
/// (<see cref="GC.KeepAlive"/>).
/// </remarks>
internal sealed class BufferPool
{
    public static readonly BufferPool Shared = new();

    private readonly Lock _lock = new();
    private readonly BufferShelves<float> _singles = new();
    private readonly BufferShelves<double> _doubles = new();
    private readonly BufferShelves<long> _longs = new();
    private readonly BufferShelves<byte> _bytes = new();
    private readonly BufferShelves<bool> _bools = new();

    // The demand swings from one sweep to the next: only what none of so many found needed is surely too much.
    private const int SweepsPerDrop = 64;

    // Full collections may take one part of the time in so many: one lasts half a millisecond beside the few objects of a network, and much
    // longer in a process that holds millions of its own.
    private const int TimeOverCollections = 50;

    // Bytes lent out, after the last sweep and after the last sweep that followed a collection of generation 2.
    private long _lent;
    private long _lentAfterSweep;
    private long _lentAfterGeneration2;
    private readonly long _leastGrowth;
    private long _limit;
    private long _strictLimit;

    // Ticks of the stopwatch.
    private long _fullCollectionEnd;
    private long _fullCollectionTime;
    private int _collectionsSeen;
    private int _sweeps;

    // Bytes left to the garbage collector, which frees such buffers in generation 2 alone.
    private long _dropped;

    /// <param name="leastGrowth">
    /// Bytes that may be lent out beyond what was in use before the pool asks for a collection, once there is more in use than caches
    /// hold: enough to make collections rare, little beside what a process needs anyway.
    /// </param>
    public BufferPool(long leastGrowth = 32 << 20)
    {
        _leastGrowth = leastGrowth;
        (_limit, _strictLimit) = (WarmGrowth, WarmGrowth);
    }

    // While what is in use fits the caches, little growth keeps it there: buffers come round again while they are warm, which is worth more
    // than the collections cost (a tenth of a LeNet-5 step at batch 64).
    private long WarmGrowth => _leastGrowth / 8;

    private bool FitsCaches => _lent < _leastGrowth / 2;

    // What may be lent out beyond what was in use, whatever a collection costs, and while a full one costs little.
    private long Growth => FitsCaches ? WarmGrowth : Math.Max(_leastGrowth, _lent / 4);

    private long StrictGrowth => FitsCaches ? WarmGrowth : _leastGrowth;

    /// <summary>Bytes lent out, those whose holders are gone but not yet swept included.</summary>
    public long LentBytes
    {
        get
        {
            lock (_lock) return _lent;
        }
    }

    /// <summary>Bytes that wait to be lent.</summary>
    public long FreeBytes
    {
        get
        {
            lock (_lock) return FreeBytesUnlocked;
        }
    }

    private long FreeBytesUnlocked => _singles.FreeBytes + _doubles.FreeBytes + _longs.FreeBytes + _bytes.FreeBytes + _bools.FreeBytes;

    /// <summary>A storage over a pooled buffer of at least the given length, its first element at a multiple of 64 bytes.</summary>
    public Storage<T> Rent<T>(Backend backend, int length) where T : unmanaged
    {
        var size = BufferSize.ClassOf((long)length * Unsafe.SizeOf<T>());
        if (BufferSize.BytesOf(size) / Unsafe.SizeOf<T>() > Array.MaxLength - BufferSize.Alignment)
        {
            return new Storage<T>(backend, GC.AllocateUninitializedArray<T>(length), 0, length, null);
        }
        lock (_lock)
        {
            var shelf = ShelvesOf<T>()[size];
            var slot = shelf.TryTake() ?? (Reclaim() ? shelf.TryTake() : null) ?? new BufferSlot<T>(this, shelf);
            _lent += shelf.BufferBytes;
            return slot.Lend(backend, length);
        }
    }

    /// <summary>Takes back the buffers whose holders a past garbage collection has found dead.</summary>
    public void Sweep()
    {
        lock (_lock) SweepShelves();
    }

    public void Return<T>(BufferSlot<T> slot) where T : unmanaged
    {
        lock (_lock)
        {
            _lent -= slot.Shelf.BufferBytes;
            slot.EndLoan();
            slot.Shelf.PutBack(slot);
        }
    }

    public void Forget<T>(BufferSlot<T> slot) where T : unmanaged
    {
        lock (_lock)
        {
            _lent -= slot.Shelf.BufferBytes;
            slot.EndLoan();
            slot.Dispose();
        }
    }

    // True if buffers may have come back.
    private bool Reclaim()
    {
        if (GC.CollectionCount(0) != _collectionsSeen)
        {
            SweepShelves();
            return true;
        }
        if (_lent <= _strictLimit) return false;
        var isCheap = !FitsCaches && Stopwatch.GetTimestamp() - _fullCollectionEnd >= TimeOverCollections * _fullCollectionTime;
        if (_lent <= _limit && !isCheap) return false;
        var isFull = isCheap || MustCollectFully;
        var start = Stopwatch.GetTimestamp();
        GC.Collect(isFull ? 2 : 1, GCCollectionMode.Forced, blocking: true);
        SweepShelves();
        if (!isFull) return true;
        _fullCollectionEnd = Stopwatch.GetTimestamp();
        _fullCollectionTime = _fullCollectionEnd - start;
        (_lentAfterGeneration2, _dropped) = (_lent, 0);
        return true;
    }

    // A holder that is alive during a collection grows old, and one of generation 0 would pass over it from then on; one of generation 1
    // costs no more. Where a full one is dear, the oldest holders are looked at when what seems to be in use has grown well beyond what was
    // left the last time: the growth pays for it.
    private bool MustCollectFully => _lentAfterSweep > 2 * _lentAfterGeneration2 + 2 * _leastGrowth || _dropped > _leastGrowth;

    private void SweepShelves()
    {
        _collectionsSeen = GC.CollectionCount(0);
        _lent -= _singles.Sweep() + _doubles.Sweep() + _longs.Sweep() + _bytes.Sweep() + _bools.Sweep();
        _lentAfterSweep = _lent;
        (_limit, _strictLimit) = (_lent + Growth, _lent + StrictGrowth);
        if (++_sweeps % SweepsPerDrop == 0 && FreeBytesUnlocked > _limit) DropUnused();
    }

    private void DropUnused() =>
        _dropped += _singles.DropUnused() + _doubles.DropUnused() + _longs.DropUnused() + _bytes.DropUnused() + _bools.DropUnused();

    private BufferShelves<T> ShelvesOf<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return (BufferShelves<T>)(object)_singles;
        if (typeof(T) == typeof(double)) return (BufferShelves<T>)(object)_doubles;
        if (typeof(T) == typeof(long)) return (BufferShelves<T>)(object)_longs;
        return typeof(T) == typeof(byte) ? (BufferShelves<T>)(object)_bytes : (BufferShelves<T>)(object)_bools;
    }
}
