namespace Adjoint.Nn;

/// <summary>
/// y_j = max over i of x_(k j + i): the greatest of each k neighbours along a dimension (Goodfellow et al., 2013; TUM lecture 5; no layer
/// of PyTorch's). After <c>Linear(in, k n)</c> it is the lectures' max_i (w_i^T x + b_i), a convex function of k straight pieces a unit.
/// Input [.., k n, ..], output [.., n, ..]. Saturates nowhere, at the price of k times the parameters; equals share the derivative.
/// </summary>
/// <param name="pieces">k, the number of pieces of a unit.</param>
/// <param name="dim">The dimension of the units.</param>
public sealed partial class Maxout(int pieces = 2, int dim = -1) : Module<Tensor, Tensor>, ILayerSamples
{
    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(_ => new Maxout(2), SampleInput.Distinct([3, 4])),
        new(_ => new Maxout(3, 1), SampleInput.Distinct([2, 6, 2])),
    ];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"{pieces} pieces, dim {dim}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Maxout(pieces, dim);
}
