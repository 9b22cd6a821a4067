namespace Adjoint.Backends.Reference;

internal sealed partial class ReferenceBackend
{
    internal override void ArgSort(Tensor x, int dim, bool descending, Tensor positions)
    {
        var order = Comparer<int>.Create((left, right) => Element.Order(x, left, right));
        foreach (var (source, target) in Indices.Lines(x, dim).Zip(Indices.Lines(positions, dim)))
        {
            var numbers = Enumerable.Range(0, source.Length);
            // Both orderings of LINQ are stable.
            var sorted = descending ? numbers.OrderByDescending(i => source[i], order) : numbers.OrderBy(i => source[i], order);
            var k = 0;
            foreach (var i in sorted) Element.Write(positions, target[k++], (long)i);
        }
    }

    internal override void Gather(Tensor x, int dim, Tensor index, Tensor result)
    {
        foreach (var place in Indices.Of(result.Shape))
        {
            var from = Element.Position(x, Indices.Redirect(place, dim, index));
            Element.Copy(x, from, result, Element.Position(result, place));
        }
    }

    internal override void ScatterAdd(Tensor target, int dim, Tensor index, Tensor source)
    {
        var reals = new double[target.ElementCount];
        var integers = new long[target.ElementCount];
        foreach (var place in Indices.Of(index.Shape))
        {
            var to = Element.Position(target, Indices.Redirect(place, dim, index)) - target.Offset;
            var from = Element.Position(source, place);
            if (source.DType.IsFloat) reals[to] += Element.Real(source, from);
            else integers[to] += Element.Integer(source, from);
        }
        for (var k = 0; k < target.ElementCount; k++)
        {
            var to = Element.Position(target, k);
            if (target.DType.IsFloat) Element.Write(target, to, Element.Real(target, to) + reals[k]);
            else Element.Write(target, to, Element.Integer(target, to) + integers[k]);
        }
    }
}
