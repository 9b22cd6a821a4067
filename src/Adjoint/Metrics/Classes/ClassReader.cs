using System.Numerics;

namespace Adjoint.Metrics;

/// <summary>Turns predictions and targets of any form into class indices, in memory that is used again.</summary>
internal sealed class ClassReader(string metric, double threshold)
{
    private long[] _predicted = [];
    private long[] _right = [];
    private float[] _floats = [];
    private double[] _doubles = [];

    /// <summary>The number of classes that the last predictions had scores for; 0 if they were class indices.</summary>
    public int ClassCount { get; private set; }

    /// <summary>Reads a batch; the spans hold until the next one.</summary>
    public void Read(Tensor prediction, Tensor target, out ReadOnlySpan<long> predicted, out ReadOnlySpan<long> right)
    {
        var count = prediction.Rank == 0 ? 0 : prediction.Shape[0];
        if (prediction.Rank is 0 or > 2 || target.Rank is 0 or > 2 || target.Shape[0] != count || target.ElementCount != count)
        {
            throw new ShapeException(metric, "takes predictions [batch] or [batch, classes] and targets [batch], and was given "
                + $"{prediction.Type} and {target.Type}.");
        }
        if (_predicted.Length < count) (_predicted, _right) = (new long[count], new long[count]);
        ReadPredictions(prediction, _predicted.AsSpan(0, count));
        ReadTargets(target, _right.AsSpan(0, count));
        predicted = _predicted.AsSpan(0, count);
        right = _right.AsSpan(0, count);
    }

    private void ReadPredictions(Tensor prediction, Span<long> classes)
    {
        switch (prediction.DType)
        {
            case DType.Int64 when prediction.ElementCount == classes.Length:
                prediction.CopyTo(classes);
                ClassCount = 0;
                RequireClasses(classes, nameof(prediction));
                break;
            case DType.Float32:
                ReadScores<float>(prediction, Room(ref _floats, prediction), classes);
                break;
            case DType.Float64:
                ReadScores<double>(prediction, Room(ref _doubles, prediction), classes);
                break;
            default:
                throw new DTypeException(metric, $"takes class indices, int64 [batch], or scores, floats, and was given {prediction.Type}.");
        }
    }

    private void ReadTargets(Tensor target, Span<long> classes)
    {
        switch (target.DType)
        {
            case DType.Int64:
                target.CopyTo(classes);
                break;
            case DType.Float32:
                ReadBinary<float>(target, Room(ref _floats, target), classes);
                break;
            case DType.Float64:
                ReadBinary<double>(target, Room(ref _doubles, target), classes);
                break;
            default:
                throw new DTypeException(metric, $"takes class indices as targets, int64 [batch], and was given {target.Type}.");
        }
        RequireClasses(classes, nameof(target));
    }

    private void ReadScores<T>(Tensor prediction, Span<T> scores, Span<long> classes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        prediction.CopyTo(scores);
        var width = classes.IsEmpty ? 1 : scores.Length / classes.Length;
        ClassCount = Math.Max(width, 2);
        var limit = T.CreateTruncating(threshold);
        for (var i = 0; i < classes.Length; i++)
        {
            var row = scores.Slice(i * width, width);
            RequireNumbers<T>(row, i);
            classes[i] = width == 1 ? row[0] > limit ? 1 : 0 : Greatest<T>(row);
        }
    }

    private static int Greatest<T>(ReadOnlySpan<T> row) where T : INumber<T>
    {
        var best = 0;
        for (var c = 1; c < row.Length; c++)
        {
            if (row[c] > row[best]) best = c;
        }
        return best;
    }

    private void ReadBinary<T>(Tensor target, Span<T> values, Span<long> classes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        target.CopyTo(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] != T.Zero && values[i] != T.One)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"{metric}: example {i} has the target {values[i]}. As floats, targets are 0 and 1. Hint: class indices are int64."),
                    nameof(target));
            }
            classes[i] = values[i] == T.One ? 1 : 0;
        }
    }

    private void RequireNumbers<T>(ReadOnlySpan<T> prediction, int example) where T : IFloatingPointIeee754<T>
    {
        foreach (var score in prediction)
        {
            if (!T.IsNaN(score)) continue;
            throw new ArgumentException($"{metric}: example {example} has a prediction that is NaN.", nameof(prediction));
        }
    }

    private void RequireClasses(ReadOnlySpan<long> classes, string name)
    {
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] >= 0 && (ClassCount == 0 || classes[i] < ClassCount)) continue;
            throw new ArgumentOutOfRangeException(name, $"{metric}: example {i} of the {name} has class {classes[i]}, and there are the "
                + (ClassCount == 0 ? "classes from 0 on." : $"classes 0..{ClassCount - 1}."));
        }
    }

    private static Span<T> Room<T>(ref T[] memory, Tensor tensor)
    {
        if (memory.Length < tensor.ElementCount) memory = new T[tensor.ElementCount];
        return memory.AsSpan(0, tensor.ElementCount);
    }
}
