namespace Adjoint.Representation;

/// <summary>
/// The perceptron's learning rule (Rosenblatt, 1958): examples are shown in turn, and each one that lies on the wrong side, t (w x + b) not
/// above 0 with t = 1 or -1, is added to the weights, w += t x and b += t. If a line separates the classes it is found after finitely many
/// corrections; if none does, the rule never comes to rest.
/// </summary>
public static class Perceptron
{
    /// <summary>Learns until an epoch passes without a correction, until the weights repeat, or for so many epochs.</summary>
    /// <param name="points">[m, d], finite; floats.</param>
    /// <param name="classes">[m], 0 or 1; any element type.</param>
    /// <param name="maximumEpochs">Times the examples are shown at most.</param>
    /// <exception cref="ShapeException">The shapes do not fit, or there are no examples.</exception>
    /// <exception cref="ArgumentException">A class is neither 0 nor 1, or a coordinate is not finite.</exception>
    public static PerceptronResult Learn(Tensor points, Tensor classes, int maximumEpochs = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumEpochs, 1);
        var (rows, targets) = Examples(points, classes);
        var weights = new double[rows[0].Length];
        var (updates, history) = (new int[rows.Length], new List<double[]> { (double[])weights.Clone() });
        // The weights and the corrections so far, after each epoch: the same weights again mean that all repeats from there.
        var seen = new Dictionary<string, (int[] Updates, int Epoch)> { [Key(weights)] = ((int[])updates.Clone(), 0) };
        for (var epoch = 1; epoch <= maximumEpochs; epoch++)
        {
            if (!Pass(rows, targets, weights, updates, history)) return new PerceptronResult(history, updates, epoch, true, null);
            var key = Key(weights);
            if (seen.TryGetValue(key, out var before))
            {
                var cycle = updates.Zip(before.Updates, (now, then) => now - then).ToArray();
                return new PerceptronResult(history, updates, epoch, false, IsProof(cycle, rows, targets) ? cycle : null);
            }
            seen.Add(key, ((int[])updates.Clone(), epoch));
        }
        return new PerceptronResult(history, updates, maximumEpochs, false, null);
    }

    private static bool Pass(double[][] rows, int[] targets, double[] weights, int[] updates, List<double[]> history)
    {
        var corrected = false;
        for (var i = 0; i < rows.Length; i++)
        {
            var score = rows[i].Zip(weights, (x, w) => x * w).Sum();
            if (targets[i] * score > 0) continue;
            for (var j = 0; j < weights.Length; j++) weights[j] += targets[i] * rows[i][j];
            updates[i]++;
            history.Add((double[])weights.Clone());
            corrected = true;
        }
        return corrected;
    }

    /// <summary>Whether the corrections cancel exactly: sum_i a_i t_i (x_i, 1) = 0.</summary>
    private static bool IsProof(int[] cycle, double[][] rows, int[] targets) =>
        Enumerable.Range(0, rows[0].Length).All(j => Enumerable.Range(0, rows.Length).Sum(i => cycle[i] * targets[i] * rows[i][j]) == 0);

    /// <summary>The bits of the weights; 0 and -0 are one number.</summary>
    private static string Key(double[] weights) =>
        string.Join(' ', weights.Select(weight => BitConverter.DoubleToInt64Bits(weight + 0.0)));

    private static (double[][] Rows, int[] Targets) Examples(Tensor points, Tensor classes)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(classes);
        if (points.Rank != 2 || points.ElementCount == 0 || classes.Rank != 1 || classes.Shape[0] != points.Shape[0])
        {
            throw new ShapeException("Perceptron",
                $"needs points [m, d] and classes [m], and they are {points.Shape} and {classes.Shape}.");
        }
        var values = points.Detach().To(DType.Float64).ToArray<double>();
        if (!values.All(double.IsFinite)) throw new ArgumentException("Perceptron: a coordinate is not a finite number.", nameof(points));
        // Each point carries a 1 behind its coordinates, so that the bias is a weight.
        var rows = values.Chunk(points.Shape[1]).Select(row => (double[])[.. row, 1]).ToArray();
        var targets = Array.ConvertAll(classes.Detach().To(DType.Float64).ToArray<double>(), value => value switch
        {
            0 => -1,
            1 => 1,
            _ => throw new ArgumentException(FormattableString.Invariant($"Perceptron: classes are 0 and 1, and one is {value}."),
                nameof(classes)),
        });
        return (rows, targets);
    }
}
