using Adjoint.LinearAlgebra;
using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// Linear regression, y = x W^T + b, with W [out, in] and b [out] (UBC lecture 2, TUM lecture 5; PyTorch: <c>nn.Linear</c>): trained step
/// by step as any network, or at once by <see cref="Fit"/>. Input [batch, ...] is flattened; output [batch, out].
/// </summary>
public sealed partial class LinearRegression : Module<Tensor, Tensor>, INamedModel
{
    /// <summary>Makes the model and draws its first values.</summary>
    /// <param name="inFeatures">The number of inputs.</param>
    /// <param name="outFeatures">The number of targets.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public LinearRegression(int inFeatures, int outFeatures = 1, Generator? generator = null, DType dtype = DType.Float32)
    {
        var layer = new Linear(inFeatures, outFeatures, generator: generator, dtype: dtype);
        (Weight, Bias) = (layer.Weight, layer.Bias!);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("linear", "Linear regression: one linear layer", [8],
            (settings, generator) => new LinearRegression(settings.InputLength, settings.Outputs, generator),
            new TrainingDefaults(50, 64, "sgd", 0.01, "linear"))
        {
            TakesAnyInput = true, TableLearningRate = 0.03, Tasks = ["regression", "classification", "binary"],
        },
    ];

    /// <summary>W, [out, in].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out].</summary>
    public Parameter Bias { get; }

    /// <summary>
    /// Sets W and b to the closed form, the least |x W^T + b - y|^2 + penalty |W|^2 over all examples, computed in double precision.
    /// Without a penalty it is the limit of training by gradient descent on <c>MSELoss</c>. The bias is never penalised.
    /// </summary>
    /// <param name="inputs">x, [examples, in]; floats.</param>
    /// <param name="targets">y, [examples] or [examples, out]; floats.</param>
    /// <param name="method">How it is computed; both agree up to rounding.</param>
    /// <param name="penalty">Above 0 for ridge regression (scikit-learn: <c>Ridge(alpha)</c>). It weighs on all weights alike: standardise
    /// the columns first.</param>
    /// <param name="names">The columns' names for messages.</param>
    /// <returns>How well it fits.</returns>
    /// <exception cref="RankDeficientException">Columns depend on each other, and there is no penalty.</exception>
    /// <exception cref="SingularMatrixException">By the normal equations: the columns nearly depend on each other.</exception>
    /// <exception cref="ShapeException">The shapes do not fit, or there are no examples.</exception>
    /// <exception cref="ArgumentException">A number is not finite, or the solution is beyond the parameters' element type.</exception>
    public LinearFit Fit(Tensor inputs, Tensor targets, LeastSquaresMethod method = LeastSquaresMethod.QR, double penalty = 0,
        IReadOnlyList<string>? names = null)
    {
        const string operation = "LinearRegression.Fit";
        if (!(penalty >= 0 && double.IsFinite(penalty)))
        {
            throw new ArgumentOutOfRangeException(nameof(penalty),
                FormattableString.Invariant($"{operation}: the penalty must be a finite number of at least 0, and is {penalty}."));
        }
        var design = DesignMatrix.Of(inputs, names, operation);
        var columns = MatrixColumns.OfRightSide(targets, design.Rows, operation);
        if (design.Columns.Length != Weight.Shape[1] || columns.Length != Weight.Shape[0])
        {
            throw new ShapeException(operation, $"the model turns {Weight.Shape[1]} inputs into {Weight.Shape[0]} targets, and there are "
                + $"inputs {inputs.Shape} and targets {targets.Shape}.");
        }
        var solutions = LeastSquares.Solve(design, columns, method, penalty, operation);
        LinearParameters.Set(Weight, Bias, solutions, operation);
        return Judge(inputs, columns, solutions);
    }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"{Weight.Shape[1]} -> {Weight.Shape[0]}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Flatten(1).Linear(Weight, Bias);

    private static LinearFit Judge(Tensor inputs, double[][] targets, (double[] Weights, double Bias)[] solutions)
    {
        var (residual, total) = (0.0, 0.0);
        var x = inputs.Detach().To(DType.Float64);
        foreach (var (target, (weights, bias)) in targets.Zip(solutions))
        {
            var y = Tensor.From<double>(target);
            residual += (x.Matmul(Tensor.From<double>(weights)) + bias - y).Square().Sum().Item();
            total += (y - y.Mean()).Square().Sum().Item();
        }
        return new LinearFit(residual, total > 0 ? 1 - residual / total : double.NaN);
    }
}
