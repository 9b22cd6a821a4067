namespace Adjoint;

/// <summary>Tangents of inputs, where null means zero.</summary>
internal static class TangentExtensions
{
    extension(ReadOnlySpan<Tensor?> tangents)
    {
        /// <summary>One tangent; zeros, without memory of their own, if it is missing.</summary>
        public Tensor OrZeros(int input, SavedValues saved)
        {
            if (tangents[input] is { } tangent) return tangent;
            foreach (var other in tangents)
            {
                if (other is not null) return other.Constant(0).StretchTo(saved.InputShape(input));
            }
            throw new InvalidOperationException("A tangent rule is asked only where some input moves.");
        }

        /// <summary>All tangents, with zeros for those that are missing.</summary>
        public Tensor[] OrZeros(SavedValues saved)
        {
            var all = new Tensor[tangents.Length];
            for (var input = 0; input < all.Length; input++) all[input] = tangents.OrZeros(input, saved);
            return all;
        }
    }
}
