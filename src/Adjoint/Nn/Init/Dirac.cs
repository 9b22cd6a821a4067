namespace Adjoint.Nn;

/// <summary>
/// Kernels with a single 1 in their middle: a convolution with the right padding begins by passing as many channels on as it has room for
/// (PyTorch: <c>init.dirac_</c>). For weights [out, in per group, ...] with one to three dimensions of space.
/// </summary>
public sealed class Dirac : Initializer
{
    private readonly int _groups;

    /// <summary>Makes the initializer.</summary>
    /// <param name="groups">Blocks of channels that do not see each other; each begins as an identity of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one group.</exception>
    public Dirac(int groups = 1)
    {
        LayerArgument.AtLeast(1, groups, nameof(Dirac));
        _groups = groups;
    }

    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank is < 3 or > 5 || shape[0] % _groups != 0)
        {
            throw new ShapeException("Dirac",
                $"needs the shape of kernels [out, in, ...], 3 to 5 dimensions and out a multiple of {_groups} groups, and it is {shape}.");
        }
        var values = new double[shape.ElementCount];
        var perGroup = shape[0] / _groups;
        for (var output = 0; output < shape[0]; output++)
        {
            var input = output % perGroup;
            if (input < shape[1]) values[Middle(shape, output, input)] = 1;
        }
        return Tensor.From<double>(values, shape).To(dtype);
    }

    private static int Middle(Shape shape, int output, int input)
    {
        var index = output * shape[1] + input;
        for (var dim = 2; dim < shape.Rank; dim++) index = index * shape[dim] + shape[dim] / 2;
        return index;
    }
}
