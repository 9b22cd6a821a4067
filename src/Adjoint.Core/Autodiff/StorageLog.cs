namespace Adjoint.Autodiff;

/// <summary>
/// Notes every storage allocated on this thread during one pass. What the derivative rules make is visible to nobody but the pass,
/// so the pass may reuse it as soon as no gradient or tangent in flight refers to it.
/// </summary>
internal sealed class StorageLog
{
    [ThreadStatic] private static StorageLog? s_current;
    private readonly List<Storage> _pooled = [];

    public static StorageLog? Current => s_current;

    public static Scope Begin(StorageLog? log)
    {
        var scope = new Scope(s_current);
        s_current = log;
        return scope;
    }

    public void Note(Storage storage)
    {
        storage.Owner = this;
        if (storage.IsPooled) _pooled.Add(storage);
    }

    public bool Owns(Storage storage) => storage.Owner == this;

    /// <summary>
    /// Hands a finished result of the pass out: from now on the pass will not reclaim its memory. What shares its elements with another
    /// tensor is copied, so that nobody's numbers change with somebody else's.
    /// </summary>
    public Tensor HandOut(Tensor result)
    {
        var shared = result.Storage.GradientsInFlight-- > 1;
        if (!shared && result.IsContiguous && result.ElementCount == result.Storage.Length && TryGiveAway(result.Storage)) return result;
        using var noGrad = NoGrad.Begin();
        using var unlogged = Begin(null);
        return result.Clone();
    }

    public void ReleaseUnused()
    {
        for (var i = _pooled.Count - 1; i >= 0; i--)
        {
            if (_pooled[i].GradientsInFlight > 0) continue;
            _pooled[i].Release();
            _pooled[i] = _pooled[^1];
            _pooled.RemoveAt(_pooled.Count - 1);
        }
    }

    public void ReleaseAll()
    {
        foreach (var storage in _pooled) storage.Release();
        _pooled.Clear();
    }

    // Leaves a storage to whoever receives it; false if it was never this pass's own.
    private bool TryGiveAway(Storage storage)
    {
        if (storage.Owner != this) return false;
        storage.Owner = null;
        _pooled.Remove(storage);
        return true;
    }

    /// <summary>Restores the log that was active before.</summary>
    public readonly ref struct Scope(StorageLog? outer)
    {
        private readonly StorageLog? _outer = outer;

        public void Dispose() => s_current = _outer;
    }
}
