namespace Adjoint.Nn;

/// <summary>
/// A table of learned vectors, looked up by number: y[.., :] = W[index[..], :] (Bengio et al., 2003; CMU lecture 13; PyTorch:
/// <c>nn.Embedding</c>). Input of int64, any shape; output [input's shape, embedding size]. The gradient of a row sums over all places that
/// looked it up.
/// </summary>
public sealed partial class Embedding : Module<Tensor, Tensor>, ILayerSamples
{
    /// <summary>Makes the layer and draws its vectors.</summary>
    /// <param name="embeddings">The number of rows: how many different numbers the input may hold.</param>
    /// <param name="embeddingSize">The length of a vector.</param>
    /// <param name="paddingIndex">A row for places that hold nothing: it starts at 0 and is not trained. Negative ones count from the
    /// end.</param>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="weightInitializer">First values; the standard normal distribution if omitted.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the padding index is no row.</exception>
    public Embedding(int embeddings, int embeddingSize, int? paddingIndex = null, Generator? generator = null,
        Initializer? weightInitializer = null, DType dtype = DType.Float32)
    {
        LayerArgument.AtLeast(1, embeddings, nameof(Embedding));
        LayerArgument.AtLeast(1, embeddingSize, nameof(Embedding));
        PaddingIndex = Normalized(paddingIndex, embeddings);
        var values = (weightInitializer ?? new Normal()).Create([embeddings, embeddingSize], generator ?? Generator.Default, dtype);
        Weight = new Parameter(WithoutPadding(values, PaddingIndex));
    }

    private Embedding(Tensor values, bool freeze, int? paddingIndex)
    {
        PaddingIndex = Normalized(paddingIndex, values.Shape[0]);
        Weight = new Parameter(values) { RequiresGrad = !freeze };
    }

    /// <summary>Makes the layer of vectors learned elsewhere, which are copied (PyTorch: <c>nn.Embedding.from_pretrained</c>).</summary>
    /// <param name="values">The vectors, [embeddings, embedding size]; floats.</param>
    /// <param name="freeze">True if training leaves them as they are.</param>
    /// <param name="paddingIndex">A row that is not trained; its values stay those given.</param>
    /// <exception cref="ShapeException">The values have not two dimensions, or none at all.</exception>
    /// <exception cref="DTypeException">The values are not floating-point numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The padding index is no row.</exception>
    public static Embedding FromPretrained(Tensor values, bool freeze = true, int? paddingIndex = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Rank != 2 || values.ElementCount == 0)
            throw new ShapeException(nameof(Embedding), $"takes vectors [embeddings, embedding size], and their shape is {values.Shape}.");
        if (!values.DType.IsFloat)
            throw new DTypeException(nameof(Embedding), $"takes vectors of floating-point numbers, and they are {values.Type}.");
        return new Embedding(values.Detach().Clone(), freeze, paddingIndex);
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples =>
    [
        new(generator => new Embedding(4, 3, generator: generator, dtype: DType.Float64), SampleInput.Index([2, 3], 4)),
        // The input leaves out the row that has no gradient though the output depends on it.
        new(generator => new Embedding(4, 3, paddingIndex: -1, generator: generator, dtype: DType.Float64), SampleInput.Index([5], 3)),
    ];

    /// <summary>The row that is not trained; null if there is none.</summary>
    public int? PaddingIndex { get; }

    /// <summary>W, [embeddings, embedding size].</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    protected internal override string Hyperparameters =>
        $"{Weight.Shape[0]} x {Weight.Shape[1]}" + (PaddingIndex is { } padding ? $", padding {padding}" : "");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (input.DType == DType.Int64) return Weight.Value.Embedding(input, PaddingIndex);
        throw new DTypeException(nameof(Embedding), $"looks up whole numbers of type int64, and its input is {input.Type}. "
            + "Hint: To(DType.Int64) first.");
    }

    private static int? Normalized(int? paddingIndex, int embeddings)
    {
        if (paddingIndex is not { } padding) return null;
        if (padding >= -embeddings && padding < embeddings) return padding < 0 ? padding + embeddings : padding;
        throw new ArgumentOutOfRangeException(nameof(paddingIndex),
            $"Embedding: paddingIndex must be a row from {-embeddings} to {embeddings - 1}, and is {padding}.");
    }

    private static Tensor WithoutPadding(Tensor values, int? paddingIndex)
    {
        if (paddingIndex is not { } padding) return values;
        var rows = Tensor.Arange(0, values.Shape[0], dtype: DType.Int64).Unsqueeze(1);
        return values.MaskedFill(rows.Equal(padding), 0);
    }
}
