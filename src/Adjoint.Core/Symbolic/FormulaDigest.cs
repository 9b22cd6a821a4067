using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Symbolic;

/// <summary>
/// 128 bits that stand for a formula: equal formulas have equal digests, and different ones differ but for a chance of about 1 in 10^24
/// among a million. With it two formulas are compared in one step, however deep they are, and equal parts are found without a table of all
/// formulas there are.
/// </summary>
internal static class FormulaDigest
{
    private static readonly ConditionalWeakTable<Operation, StrongBox<UInt128>> s_operations = [];

    public static UInt128 OfNumber(double value, bool isCondition) =>
        Combine(isCondition ? 1u : 2u, BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value));

    public static UInt128 OfVariable(string name) => OfText(3, name);

    public static UInt128 Of(Operation operation, ReadOnlySpan<Formula> arguments)
    {
        if (!s_operations.TryGetValue(operation, out var box))
        {
            // Two operations are the same if they print the same: name and attributes are all they know.
            box = s_operations.GetValue(operation, static o => new StrongBox<UInt128>(OfText(4, o.ToString())));
        }
        var digest = box.Value;
        foreach (var argument in arguments) digest = Combine(digest, argument.Digest);
        return digest;
    }

    private static UInt128 OfText(uint kind, string text)
    {
        var digest = Combine(kind, (ulong)text.Length);
        foreach (var character in text) digest = Combine(digest, character);
        return digest;
    }

    // Two lanes take in all four words one after the other, each with constants of its own.
    private static UInt128 Combine(UInt128 left, UInt128 right) => new(
        Lane(0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, left, right), Lane(0xC2B2AE3D27D4EB4F, 0xFF51AFD7ED558CCD, left, right));

    private static ulong Lane(ulong seed, ulong factor, UInt128 left, UInt128 right)
    {
        var state = Mix(seed ^ (ulong)left, factor);
        state = Mix(state + (ulong)(left >> 64), factor);
        state = Mix(BitOperations.RotateLeft(state, 23) ^ (ulong)right, factor);
        return Mix(state + (ulong)(right >> 64), factor);
    }

    private static ulong Mix(ulong x, ulong factor)
    {
        x = (x ^ (x >> 32)) * factor;
        x = (x ^ (x >> 29)) * factor;
        return x ^ (x >> 32);
    }
}
