using Adjoint.Autodiff;
using Adjoint.Backends;

namespace Adjoint;

/// <summary>The elements behind one tensor or several views of it.</summary>
internal abstract class Storage(Backend backend, DType dtype, int length)
{
    public Backend Backend { get; } = backend;

    public DType DType { get; } = dtype;

    public int Length { get; } = length;

    /// <summary>
    /// Counts changes in place, so that a recorded value that was changed is noticed before a wrong gradient is computed.
    /// </summary>
    public int Version { get; set; }

    /// <summary>True for buffers that come from the pool and may go back to it.</summary>
    public abstract bool IsPooled { get; }

    /// <summary>How many gradients or tangents in flight refer to this storage; used by the passes alone.</summary>
    public int GradientsInFlight { get; set; }

    /// <summary>The pass whose rules made this storage and that alone knows of it; null for all others.</summary>
    public StorageLog? Owner { get; set; }

    /// <summary>
    /// Gives the buffer back at once. Only for storages of which nobody else can hold a handle; whoever still does gets an error on access,
    /// never somebody else's numbers.
    /// </summary>
    public abstract void Release();

    /// <summary>From now on user code may hold a span of the buffer that outlives every handle: it must never be recycled.</summary>
    public abstract void Expose();

    /// <summary>An element's text, for elements that are not numbers; null for numbers.</summary>
    public virtual string? TextAt(int position) => null;

    /// <summary>The error for elements read as numbers of a type they are not of.</summary>
    public virtual InvalidOperationException HoldsNoNumbers() => new($"This storage holds elements of type {DType.Text}.");
}

internal sealed class Storage<T> : Storage where T : unmanaged
{
    private T[]? _array;
    private readonly int _start;
    private IPoolSlot? _slot;

    public Storage(Backend backend, T[] array, int start, int length, IPoolSlot? slot) : base(backend, DTypeExtensions.Of<T>(), length)
    {
        _array = array;
        _start = start;
        _slot = slot;
    }

    public override bool IsPooled => _slot is not null;

    public Span<T> Span => new(_array ?? throw Released(), _start, Length);

    public Memory<T> Memory => new(_array ?? throw Released(), _start, Length);

    // The exchange lets one of several threads have the slot; it must not look abandoned before the slot has noted its end.
    public override void Release()
    {
        if (Interlocked.Exchange(ref _slot, null) is not { } slot) return;
        _array = null;
        slot.Return();
        GC.KeepAlive(this);
    }

    public override void Expose()
    {
        Interlocked.Exchange(ref _slot, null)?.Forget();
        GC.KeepAlive(this);
    }

    private static InvalidOperationException Released() => new(
        "This tensor was made inside a backward pass and its memory was given back when the pass no longer needed it. "
        + "Keep a copy instead: Clone() it inside the operation's derivative.");
}

/// <summary>A pooled buffer's place in its pool.</summary>
internal interface IPoolSlot
{
    /// <summary>Gives the buffer back for reuse.</summary>
    void Return();

    /// <summary>Leaves the buffer to the garbage collector.</summary>
    void Forget();
}
