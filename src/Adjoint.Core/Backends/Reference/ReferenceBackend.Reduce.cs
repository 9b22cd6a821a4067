namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    internal override void Reduce(Reduction reduction, Tensor x, ReadOnlySpan<bool> reduced, Tensor result)
    {
        var folded = ReduceOperation.Fold(x.Shape, reduced, keepDim: true);
        var target = result.View(folded, folded.ContiguousStrides, result.Offset);
        if (x.DType.IsFloat) FoldReals(reduction, x, target);
        else FoldIntegers(reduction, x, target);
    }

    internal override void ArgReduce(Reduction reduction, Tensor x, int dim, Tensor result)
    {
        var k = 0;
        foreach (var line in Indices.Lines(x, dim))
        {
            var best = 0;
            for (var i = 1; i < line.Length; i++)
            {
                if (IsBetter(reduction, x, line[i], line[best])) best = i;
            }
            Element.Write(result, Element.Position(result, k++), (long)best);
        }
    }

    internal override void CumulativeSum(Tensor x, int dim, Tensor result)
    {
        foreach (var (source, target) in Indices.Lines(x, dim).Zip(Indices.Lines(result, dim)))
        {
            var real = 0.0;
            var integer = 0L;
            for (var i = 0; i < source.Length; i++)
            {
                if (x.DType.IsFloat) Element.Write(result, target[i], real += Element.Real(x, source[i]));
                else Element.Write(result, target[i], integer += Element.Integer(x, source[i]));
            }
        }
    }

    private static void FoldReals(Reduction reduction, Tensor x, Tensor target)
    {
        var start = reduction switch
        {
            Reduction.Sum => 0,
            Reduction.Product => 1,
            Reduction.Maximum => double.NegativeInfinity,
            _ => double.PositiveInfinity,
        };
        var values = new double[target.ElementCount];
        Array.Fill(values, start);
        foreach (var index in Indices.Of(x.Shape))
        {
            ref var value = ref values[Element.Position(target, index) - target.Offset];
            var next = Element.Real(x, Element.Position(x, index));
            value = reduction switch
            {
                Reduction.Sum => value + next,
                Reduction.Product => value * next,
                Reduction.Maximum => Math.Max(value, next),
                _ => Math.Min(value, next),
            };
        }
        for (var k = 0; k < values.Length; k++) Element.Write(target, Element.Position(target, k), values[k]);
    }

    private static void FoldIntegers(Reduction reduction, Tensor x, Tensor target)
    {
        var start = reduction switch
        {
            Reduction.Sum => 0,
            Reduction.Product => 1,
            Reduction.Maximum => long.MinValue,
            _ => long.MaxValue,
        };
        var values = new long[target.ElementCount];
        Array.Fill(values, start);
        foreach (var index in Indices.Of(x.Shape))
        {
            ref var value = ref values[Element.Position(target, index) - target.Offset];
            var next = Element.Integer(x, Element.Position(x, index));
            value = reduction switch
            {
                Reduction.Sum => value + next,
                Reduction.Product => value * next,
                Reduction.Maximum => Math.Max(value, next),
                _ => Math.Min(value, next),
            };
        }
        for (var k = 0; k < values.Length; k++) Element.Write(target, Element.Position(target, k), values[k]);
    }

    // The first of equals stays, and so does the first NaN.
    private static bool IsBetter(Reduction reduction, Tensor x, int candidate, int best)
    {
        if (x.DType.IsFloat && double.IsNaN(Element.Real(x, best))) return false;
        if (x.DType.IsFloat && double.IsNaN(Element.Real(x, candidate))) return true;
        var order = Element.Order(x, candidate, best);
        return reduction == Reduction.Maximum ? order > 0 : order < 0;
    }
}
