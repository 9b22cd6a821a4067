using Adjoint.LinearAlgebra;
using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// Logistic regression of two classes: the probability of class 1 is 1/(1 + exp(-z)) with z = x w + b (CMU lecture 13, TUM lecture 5, UNC
/// lecture's logistic neuron). Trained step by step with <c>BCEWithLogitsLoss</c>, or at once by <see cref="Fit"/>. Input [batch, ...] is
/// flattened; output the scores z, [batch, 1].
/// </summary>
public sealed partial class LogisticRegression : Module<Tensor, Tensor>, INamedModel
{
    /// <summary>Makes the model and draws its first values.</summary>
    /// <param name="inFeatures">The number of inputs.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one input.</exception>
    public LogisticRegression(int inFeatures, Generator? generator = null, DType dtype = DType.Float32)
    {
        var layer = new Linear(inFeatures, 1, generator: generator, dtype: dtype);
        (Weight, Bias) = (layer.Weight, layer.Bias!);
    }

    /// <inheritdoc/>
    public static IEnumerable<ModelEntry> Entries =>
    [
        new("logistic", "Logistic regression; for more than two classes softmax regression", [8],
            (settings, generator) => settings.Outputs switch
            {
                1 => new LogisticRegression(settings.InputLength, generator),
                2 => new Sequential(new LogisticRegression(settings.InputLength, generator), new TwoClassScores()),
                _ => new SoftmaxRegression(settings.InputLength, settings.Outputs, generator),
            },
            new TrainingDefaults(50, 64, "sgd", 0.05, "linear"))
        {
            TakesAnyInput = true, TableLearningRate = 0.03, Tasks = ["classification", "binary"],
        },
    ];

    /// <summary>w, [1, in].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [1].</summary>
    public Parameter Bias { get; }

    /// <summary>
    /// Sets w and b to the maximum of the likelihood, the least sum of -ln p over all examples + penalty/2 |w|^2, by Newton's method, which
    /// here is iteratively reweighted least squares (Nelder and Wedderburn, 1972), in double precision. The bias is never penalised.
    /// </summary>
    /// <param name="inputs">x, [examples, in]; floats.</param>
    /// <param name="classes">0 or 1, [examples]; any element type.</param>
    /// <param name="penalty">Above 0 for finite weights even where a plane separates the classes (scikit-learn: <c>C = 1/penalty</c>). It
    /// weighs on all weights alike: standardise the columns first.</param>
    /// <param name="names">The columns' names for messages.</param>
    /// <returns>How it went. If a plane separates the classes and there is no penalty, the likelihood has no maximum: the result warns, and
    /// the weights are those at which all examples first were on their side.</returns>
    /// <exception cref="RankDeficientException">Columns depend on each other, and there is no penalty.</exception>
    /// <exception cref="ShapeException">The shapes do not fit, or there are no examples.</exception>
    /// <exception cref="ArgumentException">A number is not finite, a class is neither 0 nor 1, or there is only one class.</exception>
    public LogisticFit Fit(Tensor inputs, Tensor classes, double penalty = 0, IReadOnlyList<string>? names = null)
    {
        const string operation = "LogisticRegression.Fit";
        if (!(penalty >= 0 && double.IsFinite(penalty)))
        {
            throw new ArgumentOutOfRangeException(nameof(penalty),
                FormattableString.Invariant($"{operation}: the penalty must be a finite number of at least 0, and is {penalty}."));
        }
        ArgumentNullException.ThrowIfNull(classes);
        var design = DesignMatrix.Of(inputs, names, operation);
        if (design.Columns.Length != Weight.Shape[1])
        {
            throw new ShapeException(operation, $"the model takes {Weight.Shape[1]} inputs, and they are {inputs.Shape}.");
        }
        var targets = Targets(classes, design.Rows, operation);
        if (penalty == 0) design.RequireFullRank();
        var newton = new LogisticNewton(design, targets, penalty);
        var fit = newton.Run();
        LinearParameters.Set(Weight, Bias, [design.Unscale(newton.Weights, newton.Bias)], operation);
        return fit;
    }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"{Weight.Shape[1]} inputs";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Flatten(1).Linear(Weight, Bias);

    private static double[] Targets(Tensor classes, int rows, string operation)
    {
        var columns = MatrixColumns.OfRightSide(classes.To(DType.Float64), rows, operation);
        if (columns.Length != 1) throw new ShapeException(operation, $"needs one class an example, and they are {classes.Shape}.");
        var targets = columns[0];
        var wrong = Array.FindIndex(targets, value => value is not (0 or 1));
        if (wrong >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{operation}: classes are 0 and 1, and that of example {wrong} (from 0) is {targets[wrong]}."));
        }
        if (Array.TrueForAll(targets, value => value == targets[0]))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{operation}: all {rows} examples have class {targets[0]}, so that there is nothing to tell apart."));
        }
        return targets;
    }
}
