namespace Adjoint.Nn;

/// <summary>
/// Normally distributed with a share of zeros: each input reaches only some of the units, so that a unit's sum does not grow with the width
/// (Martens, 2010; PyTorch: <c>init.sparse_</c>). For matrices [out, in]; the share holds in each column, rounded up to whole zeros.
/// </summary>
public sealed class Sparse : Initializer
{
    private readonly double _sparsity;
    private readonly double _standardDeviation;

    /// <summary>Makes the initializer.</summary>
    /// <param name="sparsity">The share of zeros in each column, 0 to 1.</param>
    /// <param name="standardDeviation">That of the other values.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, or the deviation not finite.</exception>
    public Sparse(double sparsity, double standardDeviation = 0.01)
    {
        if (!(sparsity is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(sparsity),
                FormattableString.Invariant($"Sparse: the share of zeros must be between 0 and 1, and is {sparsity}."));
        }
        _sparsity = sparsity;
        _standardDeviation = RequireFinite(standardDeviation, nameof(Sparse), nameof(standardDeviation));
    }

    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        Fans(shape);
        if (shape.Rank != 2) throw new ShapeException("Sparse", $"needs the shape of a matrix [out, in], and it is {shape}.");
        var (rows, columns) = (shape[0], shape[1]);
        var zeros = (int)Math.Ceiling(_sparsity * rows);
        var kept = new double[shape.ElementCount];
        for (var column = 0; column < columns; column++)
        {
            var order = Tensor.RandPerm(rows, generator).ToArray<long>();
            foreach (var row in order.AsSpan(zeros)) kept[row * columns + column] = 1;
        }
        return new Normal(0, _standardDeviation).Create(shape, generator, dtype) * Tensor.From<double>(kept, shape).To(dtype);
    }
}
