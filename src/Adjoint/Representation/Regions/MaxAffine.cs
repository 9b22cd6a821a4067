namespace Adjoint.Representation;

/// <summary>
/// A layer whose units each are the largest of some affine functions of the layer's input, y_u = max_p (w_up x + b_up): what all convex
/// piecewise-linear layers are (UNC lecture: maxout subsumes the rectifier, Goodfellow et al., 2013). One piece is a linear layer; z and 0
/// are ReLU, z and -z the absolute value, z and a z with a below 1 leaky ReLU.
/// </summary>
public sealed class MaxAffine
{
    private readonly double[] _weight;
    private readonly double[] _bias;

    /// <summary>A layer from its weights.</summary>
    /// <param name="weight">[units, pieces, inputs]; floats.</param>
    /// <param name="bias">[units, pieces]; floats.</param>
    /// <exception cref="ShapeException">The shapes do not fit, or a size is 0.</exception>
    /// <exception cref="ArgumentException">A weight is not finite.</exception>
    public MaxAffine(Tensor weight, Tensor bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        if (weight.Rank != 3 || bias.Rank != 2 || weight.ElementCount == 0 || bias.Shape[0] != weight.Shape[0]
            || bias.Shape[1] != weight.Shape[1])
        {
            throw new ShapeException("MaxAffine",
                $"needs a weight [units, pieces, inputs] and a bias [units, pieces], and they are {weight.Shape} and {bias.Shape}.");
        }
        (Units, Pieces, Inputs) = (weight.Shape[0], weight.Shape[1], weight.Shape[2]);
        _weight = weight.Detach().To(DType.Float64).ToArray<double>();
        _bias = bias.Detach().To(DType.Float64).ToArray<double>();
        if (!_weight.All(double.IsFinite) || !_bias.All(double.IsFinite))
            throw new ArgumentException("MaxAffine: a weight or bias is not a finite number.", nameof(weight));
    }

    /// <summary>The number of outputs.</summary>
    public int Units { get; }

    /// <summary>The number of affine functions a unit chooses from.</summary>
    public int Pieces { get; }

    /// <summary>The number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The linear layer W x + b.</summary>
    /// <param name="weight">W, [out, in].</param>
    /// <param name="bias">b, [out]; zeros if omitted.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static MaxAffine Linear(Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        bias ??= Tensor.Zeros([weight.Shape[0]], weight.DType);
        return new MaxAffine(weight.Unsqueeze(1), bias.Unsqueeze(1));
    }

    /// <summary>Each input x_i becomes max_p(slopes_p x_i): with slopes 0 and 1 ReLU, with -1 and 1 the absolute value.</summary>
    /// <param name="inputs">The number of inputs and outputs.</param>
    /// <param name="slopes">The slopes, at least one.</param>
    public static MaxAffine Elementwise(int inputs, params ReadOnlySpan<double> slopes)
    {
        var weight = new double[inputs * slopes.Length * inputs];
        for (var unit = 0; unit < inputs; unit++)
        {
            for (var piece = 0; piece < slopes.Length; piece++) weight[(unit * slopes.Length + piece) * inputs + unit] = slopes[piece];
        }
        return new MaxAffine(Tensor.From<double>(weight, [inputs, slopes.Length, inputs]),
            Tensor.Zeros([inputs, slopes.Length], DType.Float64));
    }

    internal ReadOnlySpan<double> Weight(int unit, int piece) => _weight.AsSpan((unit * Pieces + piece) * Inputs, Inputs);

    internal double Bias(int unit, int piece) => _bias[unit * Pieces + piece];
}
