using Adjoint.Backends;
using Adjoint.Backends.Reference;

namespace Adjoint.Symbolic;

internal sealed partial class SymbolicBackend
{
    internal override void ArgReduce(Reduction reduction, Tensor x, int dim, Tensor result)
    {
        if (HoldsFormulas(x)) throw NotOnSymbols("The position of the greatest or least element is not known", "take Max or Min instead.");
        Reference.ArgReduce(reduction, x, dim, result);
    }

    internal override void ArgSort(Tensor x, int dim, bool descending, Tensor positions)
    {
        if (HoldsFormulas(x)) throw NotOnSymbols("The order of elements is not known", "sort numbers, and index the symbols with the result.");
        Reference.ArgSort(x, dim, descending, positions);
    }

    internal override void Gather(Tensor x, int dim, Tensor index, Tensor result)
    {
        if (!HoldsFormulas(x))
        {
            Reference.Gather(x, dim, index, result);
            return;
        }
        foreach (var place in Indices.Of(result.Shape)) Write(result, place, Read(x, Indices.Redirect(place, dim, index)));
    }

    internal override void ScatterAdd(Tensor target, int dim, Tensor index, Tensor source)
    {
        if (!HoldsFormulas(target))
        {
            Reference.ScatterAdd(target, dim, index, source);
            return;
        }
        foreach (var place in Indices.Of(source.Shape))
        {
            var position = Element.Position(target, Indices.Redirect(place, dim, index));
            Write(target, position, Folded.Of(AddOperation.Instance, Read(target, position), Read(source, place)));
        }
    }
}
