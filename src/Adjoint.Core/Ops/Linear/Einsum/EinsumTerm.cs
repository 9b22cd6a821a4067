namespace Adjoint;

/// <summary>A tensor whose dimensions have labels, on the way from operands to the result; no label appears twice.</summary>
internal readonly record struct EinsumTerm(Tensor Value, int[] Labels)
{
    /// <summary>An operand: a label that repeats within it takes the diagonal of its dimensions.</summary>
    public static EinsumTerm Of(Tensor value, int[] labels)
    {
        for (var second = 1; second < labels.Length; second++)
        {
            var first = Array.IndexOf(labels, labels[second], 0, second);
            if (first < 0) continue;
            if (value.Shape[first] != value.Shape[second])
            {
                throw new ShapeException("einsum", $"'{EinsumEquation.Write(labels[second])}' names sizes {value.Shape[first]} and "
                    + $"{value.Shape[second]} "
                    + $"in one operand of shape {value.Shape}; a diagonal needs them equal.");
            }
            // The diagonal becomes the last dimension.
            int[] rest = [.. labels[..first], .. labels[(first + 1)..second], .. labels[(second + 1)..], labels[second]];
            return Of(value.Diagonal(0, first, second), rest);
        }
        return new EinsumTerm(value, labels);
    }

    /// <summary>The size of a labelled dimension; 1 where the label is absent.</summary>
    public int SizeOf(int label) => Array.IndexOf(Labels, label) is var dim && dim >= 0 ? Value.Shape[dim] : 1;

    /// <summary>Sums over the labels that nobody needs any more.</summary>
    public EinsumTerm SumAllBut(HashSet<int> needed)
    {
        var lone = new List<int>();
        for (var dim = 0; dim < Labels.Length; dim++)
        {
            if (!needed.Contains(Labels[dim])) lone.Add(dim);
        }
        return lone.Count == 0 ? this : new EinsumTerm(Value.Sum([.. lone]), [.. Labels.Where(needed.Contains)]);
    }

    /// <summary>Leaves out the dimensions of size 1 that broadcast against a greater one of another term.</summary>
    public EinsumTerm SqueezeAgainst(EinsumTerm other)
    {
        var (value, labels) = (Value, Labels);
        for (var dim = labels.Length - 1; dim >= 0; dim--)
        {
            if (value.Shape[dim] != 1 || other.SizeOf(labels[dim]) == 1) continue;
            value = value.Squeeze(dim);
            labels = [.. labels[..dim], .. labels[(dim + 1)..]];
        }
        return new EinsumTerm(value, labels);
    }

    /// <summary>The dimensions in the order of groups of labels, each group as one dimension; a view where strides allow it.</summary>
    public Tensor Grouped(params ReadOnlySpan<int[]> groups)
    {
        var order = new int[Labels.Length];
        var sizes = new int[groups.Length];
        var next = 0;
        for (var group = 0; group < groups.Length; group++)
        {
            sizes[group] = 1;
            foreach (var label in groups[group])
            {
                order[next] = Array.IndexOf(Labels, label);
                sizes[group] *= Value.Shape[order[next++]];
            }
        }
        return Arranged(order).Reshape(Shape.Create(sizes));
    }

    /// <summary>The dimensions in the order of a list that has all labels and perhaps more, for which sizes of 1 are put in.</summary>
    public Tensor Aligned(ReadOnlySpan<int> labels)
    {
        var order = new List<int>();
        var sizes = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            sizes[i] = SizeOf(labels[i]);
            if (Array.IndexOf(Labels, labels[i]) is var dim && dim >= 0) order.Add(dim);
        }
        return Arranged([.. order]).Reshape(Shape.Create(sizes));
    }

    private Tensor Arranged(int[] order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            if (order[i] != i) return Value.Permute(order);
        }
        return Value;
    }
}
