using Adjoint.LinearAlgebra;

namespace Adjoint.Nn;

/// <summary>
/// A matrix whose rows, or columns if there are fewer of them, are orthonormal, drawn evenly among all such matrices, times a gain: a
/// linear layer keeps lengths, exactly and at any depth (Saxe et al., 2014; PyTorch: <c>init.orthogonal_</c>). A weight [out, in, ...]
/// counts as a matrix [out, in ...].
/// </summary>
/// <param name="gain">See <see cref="Gain"/>.</param>
/// <exception cref="ArgumentOutOfRangeException">The gain is not finite.</exception>
public sealed class Orthogonal(double gain = 1) : Initializer
{
    private readonly double _gain = RequireFinite(gain, nameof(Orthogonal), nameof(gain));

    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        // Names the wrong shape as the others do.
        Fans(shape);
        if (shape.ElementCount == 0) return Tensor.Zeros(shape, dtype);
        var (rows, columns) = (shape[0], shape.ElementCount / shape[0]);
        var (long_, short_) = (Math.Max(rows, columns), Math.Min(rows, columns));
        var decomposition = QRDecomposition.Of(Tensor.RandN([long_, short_], generator, DType.Float64));
        // Only with a positive diagonal of R is Q unique, and so evenly distributed (Mezzadri, 2007).
        var orthonormal = decomposition.Q * decomposition.R.Diagonal().Sign();
        var matrix = rows < columns ? orthonormal.Transpose(0, 1) : orthonormal;
        return (matrix * _gain).To(dtype).Contiguous().Reshape(shape);
    }
}
