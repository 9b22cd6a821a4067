using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// The output layer of LeNet-5 as of 1998 (LeCun et al., 1998, section II.B): a class is scored by how near the input comes to its code, a
/// fixed vector of 1 and -1: score_i = -sum_j (x_j - w_ij)^2, the negative of the paper's penalty y_i, so that the greatest score wins as
/// it does everywhere else. Cross-entropy of these scores is then y_t + ln(sum_i e^-y_i): the paper's maximum a posteriori criterion
/// (equation 9) without its constant class, which <c>RubbishClassLoss</c> adds. Input [batch, length], output [batch, classes].
/// </summary>
public sealed partial class RadialBasisOutput : Module<Tensor, Tensor>
{
    /// <summary>Makes the layer.</summary>
    /// <param name="codes">w, [classes, length].</param>
    /// <exception cref="ShapeException">The codes are no matrix.</exception>
    public RadialBasisOutput(Tensor codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (codes.Rank != 2) throw new ShapeException(nameof(RadialBasisOutput), $"takes codes [classes, length], not {codes.Shape}.");
        Codes = new StateTensor(codes);
    }

    /// <summary>w, [classes, length]; not trained.</summary>
    public StateTensor Codes { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"{Codes.Value.Shape[1]} -> {Codes.Value.Shape[0]}, fixed codes";

    /// <inheritdoc/>
    // -|x - w|^2 = 2 x w - |x|^2 - |w|^2, a product of matrices instead of all differences.
    protected override Tensor ForwardCore(Tensor input)
    {
        var codes = Codes.Value;
        return input.Matmul(codes.Transpose(0, 1)) * 2 - input.Square().Sum([1], keepDim: true) - codes.Square().Sum(1);
    }
}
