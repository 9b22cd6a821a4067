using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// Scores z, [batch, 1], as scores of two classes, (0, z): their softmax is (1 - p, p) with the logistic p of z, so that cross-entropy over
/// class indices is binary cross-entropy of z. Output [batch, 2].
/// </summary>
public sealed partial class TwoClassScores : Module<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (input.Rank != 2 || input.Shape[1] != 1)
            throw new ShapeException("TwoClassScores", $"needs one score an example, [batch, 1], and they are {input.Shape}.");
        return Tensor.Concat([Tensor.Zeros(input.Shape, input.DType), input], 1);
    }
}
