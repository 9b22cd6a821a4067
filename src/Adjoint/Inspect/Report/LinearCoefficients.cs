using Adjoint.Data;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// What a linear model of a table says of each input, in the units of the table: y = intercept + sum over j of coefficient_j x_j, though
/// the network learned standardized inputs (and a standardized target). Of classes, y is the score before softmax or sigmoid.
/// </summary>
/// <param name="Features">The names of the inputs.</param>
/// <param name="Outputs">The names of the outputs: the target, or the classes.</param>
/// <param name="Coefficients">[outputs, inputs]: the change of y when the input grows by 1.</param>
/// <param name="Effects">[outputs, inputs]: the change of y when the input grows by one standard deviation, by which inputs can be
/// compared; for an input of 0 and 1, the change from 0 to 1.</param>
/// <param name="Intercepts">y where all inputs are 0.</param>
public sealed record LinearCoefficients(IReadOnlyList<string> Features, IReadOnlyList<string> Outputs, double[,] Coefficients,
    double[,] Effects, IReadOnlyList<double> Intercepts)
{
    /// <summary>The coefficients of a network that is one linear layer, with the encoder that it was trained with; null if it is another
    /// network.</summary>
    public static LinearCoefficients? Of(Module model, TableEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(encoder);
        var features = encoder.Features;
        var parameters = model.NamedParameters().Select(entry => entry.Parameter.Value.Detach()).ToArray();
        if (parameters.Length != 2 || parameters[0].Rank != 2 || parameters[1].Rank != 1) return null;
        var (outputs, inputs) = (parameters[0].Shape[0], parameters[0].Shape[1]);
        if (inputs != features.Count || parameters[1].Shape[0] != outputs) return null;
        var (weight, bias) = Difference(parameters[0].To(DType.Float64).ToArray<double>(),
            parameters[1].To(DType.Float64).ToArray<double>(), encoder);
        return InUnits(features, Names(encoder, bias.Length), weight, bias, encoder);
    }

    // Of two scores only their difference counts.
    private static (double[] Weight, double[] Bias) Difference(double[] weight, double[] bias, TableEncoder encoder)
    {
        if (encoder.Target is not ClassTarget || bias.Length != 2) return (weight, bias);
        var inputs = weight.Length / 2;
        return ([.. Enumerable.Range(0, inputs).Select(j => weight[inputs + j] - weight[j])], [bias[1] - bias[0]]);
    }

    private static IReadOnlyList<string> Names(TableEncoder encoder, int outputs) =>
        encoder.Target is not ClassTarget target ? [encoder.Target.Name]
        : outputs == 1 ? [$"log-odds of {target.Classes[^1]}"]
        : target.Classes;

    private static LinearCoefficients InUnits(IReadOnlyList<string> features, IReadOnlyList<string> names, double[] weight, double[] bias,
        TableEncoder encoder)
    {
        var standardizer = encoder.Standardizer;
        var (mean, deviation) = encoder.Target is ValueTarget target ? (target.Mean, target.StandardDeviation) : (0.0, 1.0);
        var (coefficients, effects) = (new double[bias.Length, features.Count], new double[bias.Length, features.Count]);
        var intercepts = new double[bias.Length];
        for (var output = 0; output < bias.Length; output++)
        {
            intercepts[output] = mean + deviation * bias[output];
            for (var j = 0; j < features.Count; j++)
            {
                effects[output, j] = deviation * weight[output * features.Count + j];
                coefficients[output, j] = effects[output, j] / standardizer.StandardDeviations[j];
                intercepts[output] -= coefficients[output, j] * standardizer.Means[j];
            }
        }
        return new LinearCoefficients(features, names, coefficients, effects, intercepts);
    }
}
