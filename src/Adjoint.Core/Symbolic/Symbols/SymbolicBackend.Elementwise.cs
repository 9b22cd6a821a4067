using Adjoint.Backends;
using Adjoint.Backends.Reference;

namespace Adjoint.Symbolic;

internal sealed partial class SymbolicBackend
{
    // Which operation a kernel belongs to, so that its formula names the operation.
    private static readonly Dictionary<IZipKernel, Operation> s_zips = OperationCatalogue.Samples
        .Select(sample => sample.Operation).OfType<BinaryOperation>().DistinctBy(binary => binary.Kernel)
        .ToDictionary(binary => binary.Kernel, Operation (binary) => binary);

    private static readonly Dictionary<Comparison, Operation> s_comparisons = OperationCatalogue.Samples
        .Select(sample => sample.Operation).OfType<CompareOperation>().DistinctBy(compare => compare.Comparison)
        .ToDictionary(compare => compare.Comparison, Operation (compare) => compare);

    internal override void Fill(Tensor target, double value)
    {
        var number = Formula.Number(value);
        foreach (var index in Indices.Of(target.Shape)) Write(target, index, number);
    }

    internal override void Copy(Tensor source, Tensor target)
    {
        foreach (var index in Indices.Of(target.Shape)) Write(target, index, Read(source, index));
    }

    internal override void Map(IMapKernel kernel, Tensor x, Tensor result)
    {
        if (kernel is not UnaryOperation operation) throw NotOnSymbols("This fused kernel does not work", "use the operations it is made of.");
        foreach (var index in Indices.Of(result.Shape)) Write(result, index, Folded.Of(operation, Read(x, index)));
    }

    internal override void Zip(IZipKernel kernel, Tensor x, Tensor y, Tensor result)
    {
        if (!HoldsFormulas(x))
        {
            Reference.Zip(kernel, x, y, result);
            return;
        }
        if (!s_zips.TryGetValue(kernel, out var operation))
        {
            throw NotOnSymbols("This fused kernel does not work", "use the operations it is made of.");
        }
        foreach (var index in Indices.Of(result.Shape)) Write(result, index, Folded.Of(operation, Read(x, index), Read(y, index)));
    }

    internal override void Compare(Comparison comparison, Tensor x, Tensor y, Tensor result)
    {
        var operation = s_comparisons[comparison];
        foreach (var index in Indices.Of(result.Shape)) Write(result, index, Folded.Of(operation, Read(x, index), Read(y, index)));
    }

    internal override void Where(Tensor condition, Tensor x, Tensor y, Tensor result)
    {
        foreach (var index in Indices.Of(result.Shape))
        {
            Write(result, index, Folded.Choice(Read(condition, index), Read(x, index), Read(y, index)));
        }
    }
}
