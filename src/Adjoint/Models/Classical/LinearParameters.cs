using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>Puts what was computed in double precision into the parameters of a linear model.</summary>
internal static class LinearParameters
{
    /// <exception cref="ArgumentException">A number is beyond the parameters' element type; nothing was changed.</exception>
    public static void Set(Parameter weight, Parameter bias, (double[] Weights, double Bias)[] rows, string operation)
    {
        var weights = Tensor.From<double>([.. rows.SelectMany(row => row.Weights)], weight.Shape).To(weight.DType);
        var biases = Tensor.From<double>([.. rows.Select(row => row.Bias)]).To(bias.DType);
        if (weights.IsFinite().All().Item() == 0 || biases.IsFinite().All().Item() == 0)
        {
            throw new ArgumentException($"{operation}: the solution does not fit into {weight.DType.Text}. "
                + "Hint: standardise the columns and the targets, or make the model with DType.Float64.");
        }
        weight.CopyFrom(weights);
        bias.CopyFrom(biases);
    }
}
