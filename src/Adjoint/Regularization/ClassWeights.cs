using Adjoint.Data;

namespace Adjoint.Regularization;

/// <summary>What a mistake with each class counts, so that a rare class is not drowned by a common one.</summary>
public static class ClassWeights
{
    private const int Block = 1024;

    /// <summary>
    /// examples / (classes * examples of the class): each class counts as much as every other, and an example counts 1 on average
    /// (King and Zeng, 2001; scikit-learn: <c>class_weight='balanced'</c>). Meant for the examples that are learned from.
    /// </summary>
    /// <exception cref="InvalidDataException">The targets are no classes, or a class has no example; the message says which.</exception>
    public static IReadOnlyList<double> Balanced(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.TargetKind != TargetKind.Classes)
            throw new InvalidDataException($"{data.Name} has values as targets, and only classes have weights.");
        var counts = Count(data);
        var absent = Array.IndexOf(counts, 0);
        if (absent >= 0)
        {
            throw new InvalidDataException($"{data.Name} has no example of the class '{data.Classes[absent]}' to learn from, so the classes "
                + "cannot be balanced.");
        }
        return [.. counts.Select(count => (double)data.Count / ((long)counts.Length * count))];
    }

    private static int[] Count(DataSet data)
    {
        var counts = new int[data.Classes.Count];
        var (inputs, targets) = (new float[Block * data.InputLength], new long[Block]);
        for (var start = 0; start < data.Count; start += Block)
        {
            var indices = Enumerable.Range(start, Math.Min(Block, data.Count - start)).ToArray();
            data.Read(indices, inputs, targets);
            for (var i = 0; i < indices.Length; i++) counts[targets[i]]++;
        }
        return counts;
    }
}
