using System.Numerics;

namespace Adjoint.Representation;

/// <summary>
/// d-bit parity, 1 if the number of ones is even (Bengio, 2009; UNC lecture), as circuits of different depth. With AND, OR and NOT gates
/// alone, two levels need 2^(d-1) AND gates; deep circuits need units in proportion to d. Threshold units with weights of both signs are
/// stronger than gates: counting the ones, they do with d + 1 units in two levels.
/// </summary>
public static class ParityCircuit
{
    private const int MostInputsOfDepthTwo = 16;

    /// <summary>Bit after bit: d - 1 XOR gates of two units in a row; 2 (d - 1) units and as many levels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two inputs.</exception>
    public static ThresholdCircuit Chain(int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 2);
        var circuit = new ThresholdCircuit(inputs);
        var odd = 0;
        for (var i = 1; i < inputs; i++) odd = AddXor(circuit, odd, i, isNegated: i == inputs - 1);
        return circuit;
    }

    /// <summary>Pairs, then pairs of pairs: the same 2 (d - 1) units in 2 ceil(log2 d) levels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two inputs.</exception>
    public static ThresholdCircuit Tree(int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 2);
        var circuit = new ThresholdCircuit(inputs);
        int[] level = [.. Enumerable.Range(0, inputs)];
        while (level.Length > 1)
        {
            var next = new int[(level.Length + 1) / 2];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = 2 * i + 1 < level.Length
                    ? AddXor(circuit, level[2 * i], level[2 * i + 1], isNegated: level.Length == 2)
                    : level[2 * i];
            }
            level = next;
        }
        return circuit;
    }

    /// <summary>
    /// The disjunctive normal form: an AND gate for each of the 2^(d-1) rows with an even number of ones, and an OR gate.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two inputs or, the circuit growing as it does, more than 16.
    /// </exception>
    public static ThresholdCircuit DepthTwo(int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputs, MostInputsOfDepthTwo);
        var circuit = new ThresholdCircuit(inputs);
        var gates = new List<(int Wire, double Weight)>();
        var terms = new (int Wire, double Weight)[inputs];
        for (var row = 0u; row < 1u << inputs; row++)
        {
            var ones = BitOperations.PopCount(row);
            if (ones % 2 != 0) continue;
            for (var i = 0; i < inputs; i++) terms[i] = (i, (row >> i & 1) == 1 ? 1 : -1);
            // The sum reaches the number of ones for this row alone.
            gates.Add((circuit.Add(0.5 - ones, terms), 1));
        }
        circuit.Add(-0.5, [.. gates]);
        return circuit;
    }

    /// <summary>How many units <see cref="DepthTwo"/> has, for any number of inputs: 2^(d-1) + 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two inputs.</exception>
    public static BigInteger DepthTwoUnits(int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 2);
        return BigInteger.Pow(2, inputs - 1) + 1;
    }

    /// <summary>
    /// Two levels of threshold units that are no gates: unit k is 1 if there are at least k ones, and the output takes them with signs in
    /// turn; d + 1 units.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two inputs.</exception>
    public static ThresholdCircuit Counting(int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 2);
        var circuit = new ThresholdCircuit(inputs);
        var all = Enumerable.Range(0, inputs).Select(i => (i, 1.0)).ToArray();
        // h_1 - h_2 + h_3 - ... is 1 if the number of ones is odd, else 0.
        var terms = Enumerable.Range(1, inputs).Select(k => (circuit.Add(0.5 - k, all), k % 2 == 0 ? 1.0 : -1.0)).ToArray();
        circuit.Add(0.5, terms);
        return circuit;
    }

    /// <summary>With h = x AND y, x XOR y is 1 where x + y - 2 h is at least 1/2; negated, where it is at most 1/2.</summary>
    private static int AddXor(ThresholdCircuit circuit, int x, int y, bool isNegated)
    {
        var both = circuit.Add(-1.5, (x, 1), (y, 1));
        var sign = isNegated ? -1 : 1;
        return circuit.Add(-0.5 * sign, (x, sign), (y, sign), (both, -2 * sign));
    }
}
