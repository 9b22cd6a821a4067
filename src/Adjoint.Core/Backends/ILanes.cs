namespace Adjoint.Backends;

/// <summary>
/// A few numbers side by side in one register of the processor, floats or doubles: what a formula written by users of the library computes
/// with, so that it is written once for every vector width and both precisions. An operator acts on each lane by itself.
/// </summary>
/// <typeparam name="TSelf">The register's type, which the backend chooses.</typeparam>
public interface ILanes<TSelf> where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>The same number in every lane, rounded to the lanes' precision.</summary>
    static abstract TSelf Broadcast(double value);

    /// <summary>x + y in each lane.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>x - y in each lane.</summary>
    static abstract TSelf operator -(TSelf x, TSelf y);

    /// <summary>x y in each lane.</summary>
    static abstract TSelf operator *(TSelf x, TSelf y);

    /// <summary>x / y in each lane.</summary>
    static abstract TSelf operator /(TSelf x, TSelf y);

    /// <summary>x y + z, rounded once where the hardware can.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>The square root; NaN below zero.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>The magnitude.</summary>
    static abstract TSelf Abs(TSelf x);

    /// <summary>The greater one in each lane; NaN if either is.</summary>
    static abstract TSelf Maximum(TSelf x, TSelf y);

    /// <summary>The smaller one in each lane; NaN if either is.</summary>
    static abstract TSelf Minimum(TSelf x, TSelf y);
}
