using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// Philox4x32-10, a counter-based random number generator: a block of four 32-bit words is a function of a key and a counter, so any part
/// of a stream can be computed alone and by any thread (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC 2011).
/// </summary>
/// <remarks>
/// A position p of a stream is one element. The key is the seed. The low 64 bits of the counter count blocks; the high 64 bits tell the
/// kinds of number apart, so that no two kinds ever use the same words:
/// <list type="bullet">
/// <item>float32 uniform, kind 0: block p/4, word p%4; the upper 24 bits of the word times 2^-24.</item>
/// <item>float64 uniform, kind 1: block p/2, words 2(p%2) (low half) and 2(p%2)+1 (high half); the upper 53 of these 64 bits times
/// 2^-53.</item>
/// <item>float32 normal, kind 2: block p/4; words 0 and 1 serve the positions p%4 = 0 and 1, words 2 and 3 the positions 2 and 3.
/// Box-Muller: r = sqrt(-2 ln((a + 1) 2^-24)), t = 2 pi b 2^-24 with a, b the upper 24 bits of the two words;
/// r cos t at even p, r sin t at odd p.</item>
/// <item>float64 normal, kind 3: block p/2; a from words 0 (low) and 1 (high), b from words 2 and 3, upper 53 bits each, with 2^-53;
/// r cos t at even p, r sin t at odd p.</item>
/// <item>64-bit integers, kind 4: block p/2, words 2(p%2) (low half) and 2(p%2)+1 (high half).</item>
/// </list>
/// </remarks>
internal static class Philox
{
    public const ulong UniformFloatKind = 0;
    public const ulong UniformDoubleKind = 1;
    public const ulong NormalFloatKind = 2;
    public const ulong NormalDoubleKind = 3;
    public const ulong IntegerKind = 4;

    public const uint Multiplier0 = 0xD2511F53;
    public const uint Multiplier1 = 0xCD9E8D57;

    // The golden ratio and sqrt(3) - 1 as 32-bit fractions: a Weyl sequence of round keys.
    public const uint KeyStep0 = 0x9E3779B9;
    public const uint KeyStep1 = 0xBB67AE85;

    public const int Rounds = 10;
    public const double UnitFloat = 1.0 / (1 << 24);
    public const double UnitDouble = 1.0 / (1L << 53);

    /// <summary>The four words of one block.</summary>
    public readonly record struct Words(uint Word0, uint Word1, uint Word2, uint Word3)
    {
        public uint this[int index] => index switch { 0 => Word0, 1 => Word1, 2 => Word2, _ => Word3 };

        /// <summary>Words 0 and 1, or words 2 and 3, as one number, the first being the low half.</summary>
        public ulong Wide(int half) => half == 0 ? (ulong)Word1 << 32 | Word0 : (ulong)Word3 << 32 | Word2;
    }

    /// <summary>The block at a counter: ten rounds of two 32 x 32 bit products, exclusive-or and a swap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words Block(ulong key, ulong counterLow, ulong counterHigh)
    {
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        var (c0, c1) = ((uint)counterLow, (uint)(counterLow >> 32));
        var (c2, c3) = ((uint)counterHigh, (uint)(counterHigh >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c3 = (uint)product0;
            unchecked
            {
                k0 += KeyStep0;
                k1 += KeyStep1;
            }
        }
        return new Words(c0, c1, c2, c3);
    }

    /// <summary>The number in [0, 1) at a position, exact in float32.</summary>
    public static double UniformFloat(ulong key, ulong position) =>
        (Block(key, position / 4, UniformFloatKind)[(int)(position % 4)] >> 8) * UnitFloat;

    /// <summary>The number in [0, 1) at a position, with 53 random bits.</summary>
    public static double UniformDouble(ulong key, ulong position) =>
        (Block(key, position / 2, UniformDoubleKind).Wide((int)(position % 2)) >> 11) * UnitDouble;

    /// <summary>
    /// The normally distributed number at a position, from 24 random bits each for radius and angle; at most 5.77 in size.
    /// </summary>
    public static double NormalFloat(ulong key, ulong position)
    {
        var words = Block(key, position / 4, NormalFloatKind);
        var first = (int)(position % 4) & 2;
        return BoxMuller(((words[first] >> 8) + 1) * UnitFloat, (words[first + 1] >> 8) * UnitFloat, position);
    }

    /// <summary>The normally distributed number at a position, from 53 random bits each for radius and angle.</summary>
    public static double NormalDouble(ulong key, ulong position)
    {
        var words = Block(key, position / 2, NormalDoubleKind);
        return BoxMuller(((words.Wide(0) >> 11) + 1) * UnitDouble, (words.Wide(1) >> 11) * UnitDouble, position);
    }

    /// <summary>The 64 random bits at a position.</summary>
    public static ulong Integer(ulong key, ulong position) => Block(key, position / 2, IntegerKind).Wide((int)(position % 2));

    /// <summary>
    /// An integer from 0 up to, not including, a bound: the upper half of a 64 x 64 bit product. No value is more likely than another by
    /// more than bound 2^-64.
    /// </summary>
    public static ulong Integer(ulong key, ulong position, ulong bound) => Math.BigMul(Integer(key, position), bound, out _);

    private static double BoxMuller(double radius, double angle, ulong position)
    {
        var r = Math.Sqrt(-2 * Math.Log(radius));
        var t = 2 * Math.PI * angle;
        return position % 2 == 0 ? r * Math.Cos(t) : r * Math.Sin(t);
    }
}
