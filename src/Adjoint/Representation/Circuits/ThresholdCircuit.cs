namespace Adjoint.Representation;

/// <summary>
/// A graph of linear threshold units 1[w x + b >= 0] (McCulloch and Pitts, 1943), where a unit may read any input and any earlier unit; AND,
/// OR and NOT gates are such units. The last unit added is the output. Units are counted, and so is the depth: the longest path from an
/// input to the output.
/// </summary>
public sealed class ThresholdCircuit
{
    private const int MostInputsOfTable = 20;

    private readonly List<Unit> _units = [];

    /// <summary>A circuit without units, which may be added.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of inputs is less than 1.</exception>
    public ThresholdCircuit(int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        Inputs = inputs;
    }

    /// <summary>The number of inputs; they are the wires 0, 1, ...</summary>
    public int Inputs { get; }

    /// <summary>The number of units.</summary>
    public int Units => _units.Count;

    /// <summary>The most units on a path from an input to the output.</summary>
    public int Depth => _units.Count == 0 ? 0 : _units[^1].Depth;

    /// <summary>Adds a unit that is 1 where the weighted sum of some wires plus a bias is at least 0.</summary>
    /// <param name="bias">b.</param>
    /// <param name="terms">The wires it reads, each with its weight.</param>
    /// <returns>The unit's own wire, for later units.</returns>
    /// <exception cref="ArgumentException">There are no terms, or a wire does not exist yet.</exception>
    public int Add(double bias, params ReadOnlySpan<(int Wire, double Weight)> terms)
    {
        if (terms.IsEmpty) throw new ArgumentException("ThresholdCircuit: a unit reads at least one wire.", nameof(terms));
        var depth = 0;
        foreach (var (wire, _) in terms)
        {
            if (wire < 0 || wire >= Inputs + Units)
            {
                throw new ArgumentException(
                    $"ThresholdCircuit: there is no wire {wire} yet; there are 0 to {Inputs + Units - 1}.", nameof(terms));
            }
            if (wire >= Inputs) depth = Math.Max(depth, _units[wire - Inputs].Depth);
        }
        _units.Add(new Unit(bias, terms.ToArray(), depth + 1));
        return Inputs + Units - 1;
    }

    /// <summary>Runs the circuit on rows of bits.</summary>
    /// <param name="bits">[m, inputs], zeros and ones; floats.</param>
    /// <returns>[m], zeros and ones.</returns>
    /// <exception cref="ShapeException">The rows have another length.</exception>
    /// <exception cref="InvalidOperationException">There are no units.</exception>
    public Tensor Evaluate(Tensor bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        if (bits.Rank != 2 || bits.Shape[1] != Inputs)
            throw new ShapeException("ThresholdCircuit", $"needs bits [m, {Inputs}], and they are {bits.Shape}.");
        if (Units == 0) throw new InvalidOperationException("ThresholdCircuit: there are no units yet. Hint: Add() them.");
        var wires = new Tensor[Inputs + Units];
        for (var i = 0; i < Inputs; i++) wires[i] = bits[.., i];
        for (var i = 0; i < Units; i++)
        {
            var unit = _units[i];
            var sum = wires[unit.Terms[0].Wire] * unit.Terms[0].Weight + unit.Bias;
            foreach (var (wire, weight) in unit.Terms.AsSpan(1)) sum += wires[wire] * weight;
            wires[Inputs + i] = (sum >= 0).To(bits.DType);
        }
        return wires[^1];
    }

    /// <summary>The output for all 2^inputs rows of bits; row r holds the binary digits of r, input 0 the lowest.</summary>
    /// <exception cref="InvalidOperationException">There are more than 20 inputs, or no units.</exception>
    public bool[] TruthTable()
    {
        if (Inputs > MostInputsOfTable)
        {
            throw new InvalidOperationException(
                $"ThresholdCircuit: a truth table of {Inputs} inputs has 2^{Inputs} rows; at most {MostInputsOfTable} inputs are tabulated.");
        }
        var rows = 1 << Inputs;
        var bits = new float[rows * Inputs];
        for (var i = 0; i < bits.Length; i++) bits[i] = (i / Inputs >> i % Inputs) & 1;
        return Array.ConvertAll(Evaluate(Tensor.From<float>(bits, [rows, Inputs])).ToArray<float>(), value => value > 0.5f);
    }

    private sealed record Unit(double Bias, (int Wire, double Weight)[] Terms, int Depth);
}
