namespace Adjoint.Representation;

/// <summary>What the perceptron's learning rule came to.</summary>
public sealed class PerceptronResult
{
    private readonly List<double[]> _history;
    private readonly int[] _corrections;

    internal PerceptronResult(List<double[]> history, int[] corrections, int epochs, bool isSeparated, int[]? certificate)
    {
        (_history, _corrections, Epochs, IsSeparated, Certificate) = (history, corrections, epochs, isSeparated, certificate);
    }

    /// <summary>True if the weights have every example on its right side.</summary>
    public bool IsSeparated { get; }

    /// <summary>How often the examples were shown.</summary>
    public int Epochs { get; }

    /// <summary>How often each example corrected the weights.</summary>
    public IReadOnlyList<int> Corrections => _corrections;

    /// <summary>The last weights, the bias behind them.</summary>
    public IReadOnlyList<double> Weights => _history[^1];

    /// <summary>The weights at the start and after each correction, the bias behind them.</summary>
    public IReadOnlyList<IReadOnlyList<double>> History => _history;

    /// <summary>
    /// The proof that no line separates the classes, or null if there is none. It is how often each example corrected the weights in one
    /// round of the cycle the rule ran into: numbers a_i of at least 0, not all 0, with sum_i a_i t_i (x_i, 1) = 0. A separating line would
    /// make every t_i (w x_i + b) positive, and so the sum of a_i t_i (w x_i + b), which is 0 (Gordan, 1873).
    /// </summary>
    public IReadOnlyList<int>? Certificate { get; }

    /// <summary>What happened, in a sentence.</summary>
    public override string ToString() =>
        IsSeparated ? $"separated after {Count(_history.Count - 1, "correction")} in {Count(Epochs, "epoch")}"
        : Certificate is null ? $"not separated within {Count(Epochs, "epoch")}"
        : $"not separable: after {Count(Epochs, "epoch")} the weights repeat, and the corrections by the examples, "
            + $"{string.Join(", ", Certificate)} times, cancel";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
