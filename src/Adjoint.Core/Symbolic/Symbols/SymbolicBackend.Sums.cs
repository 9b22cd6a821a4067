using Adjoint.Backends;
using Adjoint.Backends.Reference;

namespace Adjoint.Symbolic;

internal sealed partial class SymbolicBackend
{
    internal override void Reduce(Reduction reduction, Tensor x, ReadOnlySpan<bool> reduced, Tensor result)
    {
        if (!HoldsFormulas(x))
        {
            Reference.Reduce(reduction, x, reduced, result);
            return;
        }
        var folded = ReduceOperation.Fold(x.Shape, reduced, keepDim: true);
        var target = result.View(folded, folded.ContiguousStrides, result.Offset);
        var join = JoinOf(reduction);
        var values = new Formula?[target.ElementCount];
        foreach (var index in Indices.Of(x.Shape))
        {
            ref var value = ref values[Element.Position(target, index) - target.Offset];
            var next = Read(x, index);
            value = value is null ? next : Folded.Of(join, value, next);
        }
        var nothing = Formula.Number(reduction == Reduction.Product ? 1 : 0);
        for (var k = 0; k < values.Length; k++) Write(target, Element.Position(target, k), values[k] ?? nothing);
    }

    internal override void CumulativeSum(Tensor x, int dim, Tensor result)
    {
        if (!HoldsFormulas(x))
        {
            Reference.CumulativeSum(x, dim, result);
            return;
        }
        foreach (var (source, target) in Indices.Lines(x, dim).Zip(Indices.Lines(result, dim)))
        {
            var sum = Read(x, source[0]);
            for (var i = 0; i < source.Length; i++)
            {
                if (i > 0) sum = Folded.Of(AddOperation.Instance, sum, Read(x, source[i]));
                Write(result, target[i], sum);
            }
        }
    }

    internal override void Matmul(Tensor x, Tensor y, Tensor? bias, Tensor result)
    {
        foreach (var index in Indices.Of(result.Shape))
        {
            var (batch, row, column) = (index[0], index[1], index[2]);
            var terms = Enumerable.Range(0, x.Shape[2])
                .Select(p => Folded.Of(MulOperation.Instance, Read(x, [batch, row, p]), Read(y, [batch, p, column])));
            if (bias is not null) terms = terms.Append(Read(bias, [column]));
            Write(result, index, Sum(terms));
        }
    }

    // Without the shift by the greatest element, which matters for rounding alone.
    internal override void Softmax(Tensor x, Tensor result) => AlongLast(x, result,
        (element, exponentials) => Folded.Of(DivOperation.Instance, Folded.Of(ExpOperation.Instance, element), exponentials));

    internal override void LogSoftmax(Tensor x, Tensor result) => AlongLast(x, result,
        (element, exponentials) => Folded.Of(SubOperation.Instance, element, Folded.Of(LogOperation.Instance, exponentials)));

    internal override void LogSumExp(Tensor x, Tensor greatest, Tensor logarithm)
    {
        var row = 0;
        foreach (var line in Indices.Lines(x, x.Rank - 1))
        {
            var exponentials = Sum(line.Select(position => Folded.Of(ExpOperation.Instance, Read(x, position))));
            Write(greatest, greatest.Offset + row, Formula.Number(0));
            Write(logarithm, logarithm.Offset + row, Folded.Of(LogOperation.Instance, exponentials));
            row++;
        }
    }

    // Asked for by fused derivatives alone.
    internal override void SoftmaxBackward(Tensor gradient, Tensor output, Tensor result) => throw NoFusedSoftmax();

    internal override void LogSoftmaxBackward(Tensor gradient, Tensor output, Tensor result) => throw NoFusedSoftmax();

    internal override void WeightedSoftmax(Tensor x, Tensor greatest, Tensor logarithm, Tensor weight, Tensor result) =>
        throw NoFusedSoftmax();

    private static FormulaException NoFusedSoftmax() => NotOnSymbols("The fused derivative of a softmax does not work", "use Vjp.");

    private static void AlongLast(Tensor x, Tensor result, Func<Formula, Formula, Formula> join)
    {
        foreach (var (source, target) in Indices.Lines(x, x.Rank - 1).Zip(Indices.Lines(result, x.Rank - 1)))
        {
            var exponentials = Sum(source.Select(position => Folded.Of(ExpOperation.Instance, Read(x, position))));
            for (var j = 0; j < source.Length; j++) Write(result, target[j], join(Read(x, source[j]), exponentials));
        }
    }

    private static Formula Sum(IEnumerable<Formula> terms)
    {
        Formula? sum = null;
        foreach (var term in terms) sum = sum is null ? term : Folded.Of(AddOperation.Instance, sum, term);
        return sum ?? Formula.Number(0);
    }

    private static Operation JoinOf(Reduction reduction) => reduction switch
    {
        Reduction.Sum => AddOperation.Instance,
        Reduction.Product => MulOperation.Instance,
        Reduction.Maximum => MaximumOperation.Instance,
        _ => MinimumOperation.Instance,
    };
}
