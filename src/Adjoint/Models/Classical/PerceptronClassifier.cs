using Adjoint.Nn;
using Adjoint.Representation;

namespace Adjoint.Models;

/// <summary>
/// The perceptron (Rosenblatt, 1958; UNC lecture): class 1 where x w + b is above 0. Learned by its own rule in <see cref="Fit"/>, which
/// finds a separating plane if there is one; its decisions at inference are those of a logistic neuron with the same weights. Input [batch,
/// ...] is flattened; output the scores x w + b, [batch, 1].
/// </summary>
public sealed partial class PerceptronClassifier : Module<Tensor, Tensor>
{
    /// <summary>Makes the model with weights 0, where the rule begins.</summary>
    /// <param name="inFeatures">The number of inputs.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one input.</exception>
    public PerceptronClassifier(int inFeatures, DType dtype = DType.Float32)
    {
        var layer = new Linear(inFeatures, 1, weightInitializer: new Zeros(), biasInitializer: new Zeros(), dtype: dtype);
        (Weight, Bias) = (layer.Weight, layer.Bias!);
    }

    /// <summary>w, [1, in].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [1].</summary>
    public Parameter Bias { get; }

    /// <summary>Learns by the perceptron's rule, from weights 0, and takes the last weights.</summary>
    /// <param name="inputs">[examples, in], finite; floats.</param>
    /// <param name="classes">[examples], 0 or 1; any element type.</param>
    /// <param name="maximumEpochs">Times the examples are shown at most.</param>
    /// <returns>Whether a plane separates the classes, or the proof that none does; see <see cref="Perceptron"/>.</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or there are no examples.</exception>
    /// <exception cref="ArgumentException">A class is neither 0 nor 1, or a number is not finite.</exception>
    public PerceptronResult Fit(Tensor inputs, Tensor classes, int maximumEpochs = 1000)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Rank != 2 || inputs.Shape[1] != Weight.Shape[1])
        {
            throw new ShapeException("PerceptronClassifier.Fit",
                $"needs inputs [examples, {Weight.Shape[1]}], and they are {inputs.Shape}.");
        }
        var result = Perceptron.Learn(inputs, classes, maximumEpochs);
        LinearParameters.Set(Weight, Bias, [([.. result.Weights.SkipLast(1)], result.Weights[^1])], "PerceptronClassifier.Fit");
        return result;
    }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => $"{Weight.Shape[1]} inputs";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => input.Flatten(1).Linear(Weight, Bias);
}
