namespace Adjoint.Losses;

/// <summary>
/// Class indices as a loss uses them: the classes stand in dimension 1 of the prediction [batch, classes, ..] (in the only one of
/// [classes]), the target has the other dimensions; examples with the ignored index count for nothing, and the others by the weight of
/// their class.
/// </summary>
internal sealed class ClassTargets
{
    private ClassTargets(Tensor rows, Tensor index, Tensor? isIgnored, Tensor? factor, Shape shape)
    {
        Rows = rows;
        Index = index;
        IsIgnored = isIgnored;
        Factor = factor;
        Shape = shape;
    }

    /// <summary>The prediction with its classes last, [examples, classes].</summary>
    public Tensor Rows { get; }

    /// <summary>A class an example, [examples], 0 where the example is ignored.</summary>
    public Tensor Index { get; }

    /// <summary>Whether each example is ignored, [examples]; null if none is.</summary>
    public Tensor? IsIgnored { get; }

    /// <summary>What each example counts, [examples]; null if each counts one.</summary>
    public Tensor? Factor { get; }

    /// <summary>The shape of the target, and so of the losses.</summary>
    public Shape Shape { get; }

    /// <summary>The prediction with its classes last, [examples, classes].</summary>
    public static Tensor RowsOf(Tensor prediction)
    {
        if (prediction.Rank < 3) return prediction.Rank == 1 ? prediction.Unsqueeze(0) : prediction;
        return prediction.MoveDim(1, -1).Reshape(-1, prediction.Shape[1]);
    }

    public static ClassTargets Of(string loss, Tensor prediction, Tensor target, Tensor? weight, long ignoreIndex)
    {
        RequireShapes(loss, prediction, target);
        var rows = RowsOf(prediction);
        RequireWeight(loss, weight, rows);
        var index = target.Reshape(-1);
        var isIgnored = index.Equal(ignoreIndex);
        var anyIgnored = index.ElementCount > 0 && isIgnored.Any().Item() != 0;
        if (anyIgnored) index = Tensor.Where(isIgnored, 0, index);
        RequireClasses(loss, index, rows.Shape[1], target);
        var factor = weight?.IndexSelect(0, index);
        if (anyIgnored) factor = Tensor.Where(isIgnored, 0, factor ?? Tensor.Ones(index.Shape, rows.DType));
        return new ClassTargets(rows, index, anyIgnored ? isIgnored : null, factor, target.Shape);
    }

    /// <summary>Losses [examples] times what each example counts, in the shape of the target.</summary>
    public Tensor Weigh(Tensor losses) => Finish(Factor is null ? losses : losses * Factor);

    /// <summary>Losses [examples], without those of ignored examples, even infinite ones, in the shape of the target.</summary>
    public Tensor Finish(Tensor losses)
    {
        if (IsIgnored is not null) losses = Tensor.Where(IsIgnored, 0, losses);
        return losses.Shape == Shape ? losses : losses.Reshape([.. Shape]);
    }

    /// <summary>The sum of losses over the sum of what the examples count.</summary>
    public Tensor MeanOf(string loss, Tensor losses)
    {
        if (Factor is null) return losses.Mean();
        var total = Factor.Sum();
        if (total.Item() != 0) return losses.Sum() / total;
        throw new ArgumentException($"{loss}: no example counts: every target is the ignored index or a class of weight 0, so there is no "
            + "mean. Hint: Reduction.Sum is 0 then.", nameof(losses));
    }

    public static void RequireWeight(string loss, Tensor? weight, Tensor rows)
    {
        if (weight is null || (weight.Rank == 1 && weight.Shape[0] == rows.Shape[1])) return;
        throw new ShapeException(loss, $"takes one weight a class, [{rows.Shape[1]}], and the weights are {weight.Shape}.");
    }

    private static void RequireShapes(string loss, Tensor prediction, Tensor target)
    {
        if (target.DType != DType.Int64)
        {
            throw new DTypeException(loss,
                $"takes class indices, int64, and the target is {target.Type}. Hint: To(DType.Int64) first.");
        }
        var fits = prediction.Rank > 0 && target.Rank == prediction.Rank - 1 && prediction.Shape[Math.Min(1, prediction.Rank - 1)] > 0;
        for (var dim = 0; fits && dim < target.Rank; dim++) fits = target.Shape[dim] == prediction.Shape[dim == 0 ? 0 : dim + 1];
        if (fits) return;
        throw new ShapeException(loss, "takes a prediction [batch, classes, ..] with class indices [batch, ..], or [classes] with one "
            + $"index [], and was given {prediction.Shape} and {target.Shape}.");
    }

    private static void RequireClasses(string loss, Tensor index, int classes, Tensor target)
    {
        if (index.ElementCount == 0) return;
        var wrong = ((index < 0) | (index >= classes)).To(DType.Int64);
        if (wrong.Max().Item() == 0) return;
        var position = (int)wrong.ArgMax(0).Item();
        var found = index.Select(0, position).Item();
        throw new ArgumentOutOfRangeException(nameof(target), FormattableString.Invariant(
            $"{loss}: element {position} of the target is class {found}, and there are the classes 0..{classes - 1}. ")
            + "Hint: an index that is to be left out is given as ignoreIndex.");
    }
}
