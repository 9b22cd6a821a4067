namespace Adjoint.Nn;

/// <summary>
/// y = a s(b) with the sigmoid s, where a and b are the halves of the input along a dimension (Dauphin et al., 2017; PyTorch:
/// <c>nn.GLU</c>). Input [.., 2 n, ..], output [.., n, ..]. All numbers, zero-centred.
/// </summary>
/// <param name="dim">The dimension that is halved.</param>
public sealed partial class GLU(int dim = -1) : Module<Tensor, Tensor>, ILayerSamples
{
    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new GLU(), SampleInput.Real([3, 4])),
        new(_ => new GLU(0), SampleInput.Real([4, 3])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"dim {dim}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Glu(dim);
}
