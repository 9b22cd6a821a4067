using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>Layers whose parameters are written down instead of drawn and trained; float64.</summary>
internal static class HandSet
{
    /// <summary>y = x W^T + b.</summary>
    /// <param name="weight">W, [out, in].</param>
    /// <param name="bias">b, [out].</param>
    public static Linear Linear(double[,] weight, double[] bias)
    {
        var zero = new Constant(0);
        var layer = new Linear(weight.GetLength(1), weight.GetLength(0), weightInitializer: zero, biasInitializer: zero,
            dtype: DType.Float64);
        layer.Weight.CopyFrom(Tensor.From(weight));
        layer.Bias!.CopyFrom(Tensor.From<double>(bias));
        return layer;
    }

    /// <summary>A hidden layer on one input: unit k computes slopes[k] x + offsets[k].</summary>
    public static Linear FromOneInput(double[] slopes, double[] offsets)
    {
        var weight = new double[slopes.Length, 1];
        for (var k = 0; k < slopes.Length; k++) weight[k, 0] = slopes[k];
        return Linear(weight, offsets);
    }

    /// <summary>One output: the sum of weights[k] h_k, plus a bias.</summary>
    public static Linear ToOneOutput(double[] weights, double bias)
    {
        var weight = new double[1, weights.Length];
        for (var k = 0; k < weights.Length; k++) weight[0, k] = weights[k];
        return Linear(weight, [bias]);
    }
}
