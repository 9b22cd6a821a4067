namespace Adjoint.Nn;

/// <summary>The first values of the kernels and the bias of a convolution.</summary>
internal static class KernelParameters
{
    public static (Parameter Weight, Parameter? Bias) Create(Shape shape, int outChannels, bool hasBias, Generator generator,
        Initializer? weightInitializer, Initializer? biasInitializer, DType dtype)
    {
        var weight = new Parameter((weightInitializer ?? new FanInUniform()).Create(shape, generator, dtype));
        if (!hasBias) return (weight, null);
        var fanIn = shape.ElementCount / shape[0];
        return (weight, new Parameter((biasInitializer ?? new FanInUniform(fanIn)).Create([outChannels], generator, dtype)));
    }
}
