using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>Local response normalisation across channels (Krizhevsky et al., 2012): x / (k + alpha/n sum of x^2 over n channels)^beta.</summary>
internal sealed partial class LocalResponseNorm(int size, double alpha, double beta, double k) : Module<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        var channels = input.Shape[1];
        var squares = input.Square().Pad([(0, 0), (size / 2, (size - 1) / 2), (0, 0), (0, 0)]);
        var sum = squares.Narrow(1, 0, channels);
        for (var i = 1; i < size; i++) sum += squares.Narrow(1, i, channels);
        return input / (sum * (alpha / size) + k).Pow(beta);
    }
}
