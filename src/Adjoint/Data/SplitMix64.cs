namespace Adjoint.Data;

/// <summary>
/// A small generator of random numbers whose start is any (seed, stream) pair, so that every example and every epoch has numbers of its own
/// whatever thread asks for them. Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014). Integer arithmetic and
/// exact conversions only: the same numbers on every machine.
/// </summary>
internal struct SplitMix64
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>The numbers of one stream of a seed.</summary>
    public SplitMix64(ulong seed, ulong stream) => _state = Mix(Mix(seed + Golden) ^ (stream * 0xD1B54A32D192ED03 + Golden));

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1), a multiple of 2^-24.</summary>
    public float Uniform() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [low, high).</summary>
    public float Uniform(float low, float high) => low + (high - low) * Uniform();

    /// <summary>
    /// Nearly normal with mean 0 and variance 1, within ±3.46: the sum of four uniform numbers (Irwin and Hall), scaled. No logarithm and
    /// no cosine, whose last bits differ between machines.
    /// </summary>
    public float Normal()
    {
        // Four 16-bit integers: mean 2 * 65535, variance 4 * (65536^2 - 1) / 12.
        var bits = Next();
        var sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum - 131070) * (1f / 37837.22f);
    }

    /// <summary>Uniform among 0 to <paramref name="bound"/> - 1, without bias (Lemire 2019).</summary>
    public int Below(int bound)
    {
        var product = (Next() >> 32) * (ulong)bound;
        if ((uint)product < (uint)bound)
        {
            var threshold = (uint)-bound % (uint)bound;
            while ((uint)product < threshold) product = (Next() >> 32) * (ulong)bound;
        }

        return (int)(product >> 32);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
