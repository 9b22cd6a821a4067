namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// The tensor repeated like tiles along each dimension; any element type (PyTorch: <c>repeat</c>; NumPy: <c>tile</c>). Expand
        /// repeats sizes of 1 without a copy.
        /// </summary>
        /// <param name="times">How often along each dimension; more numbers than dimensions put new dimensions in front.</param>
        /// <exception cref="ShapeException">Fewer numbers than dimensions, or a negative one.</exception>
        public Tensor Repeat(params ReadOnlySpan<int> times)
        {
            var added = times.Length - x.Rank;
            if (added < 0)
            {
                throw new ShapeException("repeat", $"{times.Length} numbers were given for shape {x.Shape}, which has {x.Rank} "
                    + "dimensions.");
            }
            // Each dimension becomes [times, size]: one copy at the end, when both are joined.
            Span<int> single = stackalloc int[2 * times.Length];
            Span<int> repeated = stackalloc int[2 * times.Length];
            Span<int> joined = stackalloc int[times.Length];
            for (var dim = 0; dim < times.Length; dim++)
            {
                if (times[dim] < 0) throw new ShapeException("repeat", $"a dimension cannot be repeated {times[dim]} times.");
                var size = dim < added ? 1 : x.Shape[dim - added];
                (single[2 * dim], single[2 * dim + 1]) = (1, size);
                (repeated[2 * dim], repeated[2 * dim + 1]) = (times[dim], size);
                joined[dim] = checked(times[dim] * size);
            }
            return x.Reshape(Shape.Create(single)).Expand(Shape.Create(repeated)).Reshape(Shape.Create(joined));
        }
    }
}
