namespace Adjoint.Nn;

/// <summary>
/// Uniform between -1/sqrt(fan-in) and 1/sqrt(fan-in), so with variance 1/(3 fan-in): PyTorch's default of linear and convolution layers
/// (PyTorch: <c>init.kaiming_uniform_(a=sqrt(5))</c>, which comes to the same). Through many layers signals shrink; choose
/// <see cref="KaimingNormal"/>, <see cref="XavierNormal"/> or <see cref="LeCunNormal"/> there.
/// </summary>
public sealed class FanInUniform : Initializer
{
    private readonly int? _fanIn;

    /// <summary>Takes the fan-in from the shape of the weight.</summary>
    public FanInUniform()
    {
    }

    /// <summary>Takes a given fan-in, for a bias whose shape does not tell it.</summary>
    public FanInUniform(int fanIn) => _fanIn = fanIn;

    /// <inheritdoc/>
    public override Tensor Create(Shape shape, Generator generator, DType dtype = DType.Float32)
    {
        var bound = Deviation(1, _fanIn ?? Fans(shape).FanIn);
        return new Uniform(-bound, bound).Create(shape, generator, dtype);
    }
}
