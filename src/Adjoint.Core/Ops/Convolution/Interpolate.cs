namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// An image [batch, channels, height, width] of another size (PyTorch: <c>F.interpolate</c>). Nearest: y[i] = x[floor(i r)], with
        /// r the old size over the new one. Bilinear: the place (i + 1/2) r - 1/2, at least 0, lies between two elements, whose shares
        /// are their nearness; with <paramref name="alignCorners"/> the place is i (H - 1)/(out - 1), so that corners stay corners.
        /// </summary>
        /// <param name="size">Height and width of the output; this or the factor.</param>
        /// <param name="scaleFactor">The output is this many times as large, rounded down, and r is its reciprocal.</param>
        /// <param name="mode">How to fill in.</param>
        /// <param name="alignCorners">Whether the outermost elements of input and output lie upon each other; bilinear only.</param>
        /// <exception cref="ShapeException">The input has not four dimensions or no elements in a plane, or the output would be empty or
        /// too large.</exception>
        /// <exception cref="ArgumentException">Not exactly one of size and factor is given, it is not above 0, or corners are to be
        /// aligned without interpolation.</exception>
        public Tensor Interpolate(Size2d? size = null, double? scaleFactor = null, InterpolationMode mode = InterpolationMode.Nearest,
            bool alignCorners = false)
        {
            var output = InterpolationAxis.OutputSize(x, size, scaleFactor, mode, alignCorners);
            var result = x;
            for (var axis = 0; axis < 2; axis++)
            {
                var grid = new InterpolationAxis(x.Shape[axis + 2], output[axis], scaleFactor, mode, alignCorners);
                result = grid.Apply(result, axis + 2);
            }
            return result;
        }
    }
}
