using Adjoint.Backends;

namespace Adjoint.Symbolic;

/// <summary>The kernels that stay with numbers.</summary>
internal sealed partial class SymbolicBackend
{
    private const string SmallParts = "write it as sums and products of the elements, as Matmul does, or run it on numbers.";

    internal override void Convolution(
        in ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor? bias, bool rectify, Tensor result) =>
        throw NotOnSymbols($"{(rectify ? "conv2d_relu" : "conv2d")} does not work", SmallParts);

    internal override void ConvolutionBackwardInput(in ConvolutionGeometry geometry, Tensor gradient, Tensor weight, Tensor result) =>
        throw NotOnSymbols("The gradient of conv2d does not work", SmallParts);

    internal override void ConvolutionBackwardWeight(
        in ConvolutionGeometry geometry, Tensor input, Tensor gradient, Tensor result, Tensor? biasResult) =>
        throw NotOnSymbols("The gradient of conv2d does not work", SmallParts);

    internal override void MaxPool(in PoolingGeometry geometry, Tensor input, Tensor result, Tensor? positions) =>
        throw NotOnSymbols("max_pool2d, which must know the position of the greatest element, does not work", "take Max over slices.");

    internal override void MaxPoolBackward(in PoolingGeometry geometry, Tensor gradient, Tensor positions, Tensor result) =>
        throw NotOnSymbols("The gradient of max_pool2d does not work", SmallParts);

    internal override void MaxPoolGather(in PoolingGeometry geometry, Tensor values, Tensor positions, Tensor result) =>
        throw NotOnSymbols("The gradient of max_pool2d does not work", SmallParts);

    internal override void AveragePool(in PoolingGeometry geometry, bool countIncludePad, Tensor input, Tensor result) =>
        throw NotOnSymbols("avg_pool2d does not work", "take Mean over slices.");

    internal override void AveragePoolBackward(in PoolingGeometry geometry, bool countIncludePad, Tensor gradient, Tensor result) =>
        throw NotOnSymbols("The gradient of avg_pool2d does not work", SmallParts);

    internal override void Uniform(ulong key, ulong counter, Tensor result) =>
        throw NotOnSymbols("Random numbers, such as dropout's, are not drawn", "draw them as numbers, and multiply the symbols with them.");

    internal override void Dropout(ulong key, ulong counter, float threshold, double factor, Tensor x, Tensor result) =>
        throw NotOnSymbols("Random numbers, such as dropout's, are not drawn", "draw them as numbers, and multiply the symbols with them.");

    internal override void Normal(ulong key, ulong counter, Tensor result) =>
        throw NotOnSymbols("Random numbers are not drawn", "draw them as numbers, and multiply the symbols with them.");

    internal override void Update(ReadOnlySpan<UpdateTarget> targets) =>
        throw NotOnSymbols("An optimizer's step does not work", "optimizers change numbers.");
}
