namespace Adjoint;

/// <summary>Einstein's summation convention, by pairs of operands through batched matrix products.</summary>
internal static class Einsum
{
    public static Tensor Compute(string equation, ReadOnlySpan<Tensor> operands)
    {
        var parsed = EinsumEquation.Parse(equation, operands);
        var terms = new List<EinsumTerm>();
        for (var i = 0; i < operands.Length; i++) terms.Add(EinsumTerm.Of(operands[i], parsed.Operands[i]));
        RequireEqualSizes(terms, equation);
        var current = terms[0].SumAllBut(NeededAfter(0, terms, parsed.Result));
        for (var i = 1; i < terms.Count; i++)
        {
            var next = terms[i].SumAllBut([.. NeededAfter(i, terms, parsed.Result), .. current.Labels]);
            current = Contract(current, next, NeededAfter(i, terms, parsed.Result));
        }
        return current.Aligned(parsed.Result);
    }

    // What the result or a later term names.
    private static HashSet<int> NeededAfter(int index, List<EinsumTerm> terms, int[] result) =>
        [.. result, .. terms.Skip(index + 1).SelectMany(term => term.Labels)];

    private static EinsumTerm Contract(EinsumTerm x, EinsumTerm y, HashSet<int> needed)
    {
        (x, y) = (x.SqueezeAgainst(y), y.SqueezeAgainst(x));
        // A label that broadcasting took from one side may now be alone on the other.
        (x, y) = (x.SumAllBut([.. needed, .. y.Labels]), y.SumAllBut([.. needed, .. x.Labels]));
        int[] shared = [.. x.Labels.Intersect(y.Labels)];
        int[] batch = [.. shared.Where(needed.Contains)];
        int[] summed = [.. shared.Except(batch)];
        int[] left = [.. x.Labels.Except(shared)];
        int[] right = [.. y.Labels.Except(shared)];
        int[] labels = [.. batch, .. left, .. right];
        // Nothing to sum over: an element by element product, or all products of both.
        if (summed.Length == 0) return new EinsumTerm(x.Aligned(labels) * y.Aligned(labels), labels);
        var product = x.Grouped(batch, left, summed).Matmul(y.Grouped(batch, summed, right));
        int[] sizes = [.. labels.Select(label => (x.Labels.Contains(label) ? x : y).SizeOf(label))];
        return new EinsumTerm(product.Reshape(Shape.Create(sizes)), labels);
    }

    private static void RequireEqualSizes(List<EinsumTerm> terms, string equation)
    {
        var first = new Dictionary<int, (int Operand, int Size)>();
        for (var i = 0; i < terms.Count; i++)
        {
            foreach (var label in terms[i].Labels)
            {
                var size = terms[i].SizeOf(label);
                if (size == 1 || first.TryAdd(label, (i, size)) || first[label].Size == size) continue;
                throw new ShapeException("einsum", $"'{EinsumEquation.Write(label)}' in \"{equation}\" has size {first[label].Size} "
                    + $"in operand {first[label].Operand} and {size} in operand {i}. Sizes must be equal, or one of them 1.");
            }
        }
    }
}

public static partial class TensorOperations
{
    extension(Tensor)
    {
        /// <summary>
        /// Products of operands summed over the labels that the result lacks, in Einstein's convention:
        /// <c>Tensor.Einsum("bij,bjk->bik", x, y)</c> is a batched matrix product, <c>"ii->i"</c> a diagonal, <c>"ij->"</c> the sum,
        /// <c>"...ij->...ji"</c> a transpose. Without an arrow the result has the ellipsis, then the labels that appear once, in the order
        /// of the alphabet. Operands are taken pair by pair from the left through <c>Matmul</c>; sizes of 1 broadcast; floats (PyTorch:
        /// <c>torch.einsum</c>).
        /// </summary>
        /// <param name="equation">Letters for the dimensions of each operand, with commas between; '...' for any number of further
        /// ones.</param>
        /// <param name="operands">One tensor for each list of letters.</param>
        /// <exception cref="ArgumentException">The equation is wrong, at the position that the message points at.</exception>
        /// <exception cref="ShapeException">A label names different sizes.</exception>
        /// <exception cref="DTypeException">The element types differ.</exception>
        public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> operands)
        {
            ArgumentNullException.ThrowIfNull(equation);
            if (operands.IsEmpty) throw new ArgumentException(ErrorText.Of("einsum", "takes at least one operand, and none was given."));
            return Adjoint.Einsum.Compute(equation, operands);
        }
    }
}
