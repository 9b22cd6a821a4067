namespace Adjoint.Nn;

/// <summary>
/// A form of two inputs, linear in each: y_k = x^T W_k z + b_k, with W [out, in1, in2] and b [out] (PyTorch: <c>nn.Bilinear</c>). Inputs
/// x [.., in1] and z [.., in2], output [.., out]; floats of the parameters' element type.
/// </summary>
public sealed partial class Bilinear : Module<(Tensor First, Tensor Second), Tensor>
{
    /// <summary>Makes the layer and draws its first values.</summary>
    /// <param name="firstFeatures">Size of the last dimension of the first input.</param>
    /// <param name="secondFeatures">Size of the last dimension of the second input.</param>
    /// <param name="outFeatures">Size of the last dimension of the output.</param>
    /// <param name="bias">False to leave the bias out.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="weightInitializer">First values of the weight; <see cref="FanInUniform"/> of the first input's size if
    /// omitted.</param>
    /// <param name="biasInitializer">First values of the bias; likewise.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public Bilinear(int firstFeatures, int secondFeatures, int outFeatures, bool bias = true, Generator? generator = null,
        Initializer? weightInitializer = null, Initializer? biasInitializer = null, DType dtype = DType.Float32)
    {
        LayerArgument.AtLeast(1, firstFeatures, nameof(Bilinear));
        LayerArgument.AtLeast(1, secondFeatures, nameof(Bilinear));
        LayerArgument.AtLeast(1, outFeatures, nameof(Bilinear));
        generator ??= Generator.Default;
        var likeLinear = new FanInUniform(firstFeatures);
        Weight = new Parameter((weightInitializer ?? likeLinear).Create([outFeatures, firstFeatures, secondFeatures], generator, dtype));
        if (bias) Bias = new Parameter((biasInitializer ?? likeLinear).Create([outFeatures], generator, dtype));
    }

    /// <summary>W, [out, in1, in2].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out]; null if left out.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        $"{Weight.Shape[1]} x {Weight.Shape[2]} -> {Weight.Shape[0]}{(Bias is null ? ", no bias" : "")}";

    /// <summary>Runs the layer on its two inputs.</summary>
    /// <exception cref="ShapeException">The inputs do not fit the layer or each other.</exception>
    public Tensor Forward(Tensor first, Tensor second) => Forward((first, second));

    /// <inheritdoc/>
    protected override Tensor ForwardCore((Tensor First, Tensor Second) input)
    {
        var (x, z) = input;
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(z);
        RequireShapes(x.Shape, z.Shape);
        var (outs, firsts, seconds) = (Weight.Shape[0], Weight.Shape[1], Weight.Shape[2]);
        var rows = x.ElementCount / firsts;
        // All x^T W_k at once, [rows, out, in2], and then a product with z for each row.
        var products = x.Reshape(rows, firsts).Matmul(Weight.Value.Permute(1, 0, 2).Reshape(firsts, outs * seconds));
        var y = products.Reshape(rows, outs, seconds).Matmul(z.Reshape(rows, seconds, 1));
        y = y.Reshape(Shape.Create([.. x.Shape.Sizes[..^1], outs]));
        return Bias is null ? y : y + Bias.Value;
    }

    private void RequireShapes(Shape x, Shape z)
    {
        if (x.Rank > 0 && x.Rank == z.Rank && x[^1] == Weight.Shape[1] && z[^1] == Weight.Shape[2]
            && x.Sizes[..^1].SequenceEqual(z.Sizes[..^1])) return;
        throw new ShapeException(nameof(Bilinear), $"takes inputs [.., {Weight.Shape[1]}] and [.., {Weight.Shape[2]}] with equal sizes "
            + $"before the last, and their shapes are {x} and {z}.");
    }
}
