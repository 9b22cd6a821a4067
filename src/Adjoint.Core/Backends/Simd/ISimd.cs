namespace Adjoint.Backends.Simd;

/// <summary>
/// A vector of floats or doubles of one hardware width, so that a formula is written once for every width and both precisions. Comparisons
/// give lanes of all ones or all zeros.
/// </summary>
internal interface ISimd<TSelf, T> where TSelf : unmanaged, ISimd<TSelf, T> where T : unmanaged
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(ref readonly T source, nuint index);

    void Store(ref T target, nuint index);

    static abstract TSelf Broadcast(double value);

    static abstract TSelf Broadcast(T value);

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    static abstract TSelf operator *(TSelf x, TSelf y);

    static abstract TSelf operator /(TSelf x, TSelf y);

    static abstract TSelf operator &(TSelf x, TSelf y);

    static abstract TSelf operator <(TSelf x, TSelf y);

    static abstract TSelf operator >(TSelf x, TSelf y);

    /// <summary>x y + z, rounded once where the hardware can.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    static abstract TSelf Abs(TSelf x);

    /// <summary>The greater one in each lane; NaN if either is.</summary>
    static abstract TSelf Maximum(TSelf x, TSelf y);

    /// <summary>The smaller one in each lane; NaN if either is.</summary>
    static abstract TSelf Minimum(TSelf x, TSelf y);

    static abstract TSelf Round(TSelf x);

    /// <summary>The natural logarithm.</summary>
    static abstract TSelf Log(TSelf x);

    /// <summary>The magnitude of one vector with the signs of another.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>x where the mask is all ones, y where it is all zeros.</summary>
    static abstract TSelf Select(TSelf mask, TSelf x, TSelf y);

    /// <summary>2^n for whole n from the least to the greatest exponent of normal numbers.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);
}
