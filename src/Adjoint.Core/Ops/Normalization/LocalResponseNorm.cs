namespace Adjoint;

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Local response normalisation across channels (Krizhevsky, Sutskever and Hinton 2012, section 3.3; PyTorch:
        /// <c>F.local_response_norm</c>): y_c = x_c / (k + alpha/n sum of x_j^2)^beta over the n channels j around c, zeros beyond the first and
        /// the last. Input [batch, channels, ..]. The paper's formula has alpha where this has alpha/n.
        /// </summary>
        /// <param name="size">The number n of channels in a window; of an even number, the odd one lies before c.</param>
        /// <param name="alpha">Weight of the mean of squares.</param>
        /// <param name="beta">The exponent.</param>
        /// <param name="k">What keeps the divisor away from 0.</param>
        /// <exception cref="ShapeException">The input has less than three dimensions.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The size is less than 1, or a number is not finite.</exception>
        public Tensor LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1)
        {
            const string Name = "local_response_norm";
            Check.Float(Name, x);
            Check.Finite(alpha, Name);
            Check.Finite(beta, Name);
            Check.Finite(k, Name);
            WindowArithmetic.RequireAtLeast(Name, nameof(size), 1, [size]);
            if (x.Rank < 3)
            {
                throw new ShapeException(Name, $"its input must be [batch, channels, ..], and its shape is {x.Shape}.");
            }
            return x * (MeanSquares(x, size) * alpha + k).Pow(-beta);
        }
    }

    // The channels of one example become the rows of an image; a window of n rows and one column slides over them.
    private static Tensor MeanSquares(Tensor x, int size)
    {
        var (batch, channels) = (x.Shape[0], x.Shape[1]);
        if (x.ElementCount == 0) return x;
        // A window of more than all channels on both sides sees nothing new, but still divides by its size.
        var reach = Math.Min(size, 2 * channels - 1);
        var rows = x.Square().Reshape([batch, 1, channels, x.ElementCount / (batch * channels)]);
        if (reach == size && size % 2 == 0) rows = rows.Pad([(0, 0), (0, 0), (1, 0), (0, 0)]);
        // An odd window has as many rows before as after; an even one has one more before, which is the row padded above.
        var half = (reach - 1) / 2;
        var means = rows.AvgPool2d((reach, 1), 1, (half, 0));
        return (reach == size ? means : means * ((double)reach / size)).Reshape(x.Shape);
    }
}
