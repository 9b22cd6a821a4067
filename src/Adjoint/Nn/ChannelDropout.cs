namespace Adjoint.Nn;

/// <summary>
/// Zeroes whole channels of single examples at random while training and divides the rest by 1 - p; does nothing in evaluation (Tompson et
/// al., 2015). Neighbouring elements of a channel say nearly the same, so that dropping single ones would drop nothing.
/// </summary>
public abstract class ChannelDropout : Module<Tensor, Tensor>
{
    private readonly double _probability;
    private readonly Generator _generator;

    private protected ChannelDropout(double probability, Generator? generator)
    {
        _probability = LayerArgument.Share(probability, TypeName);
        _generator = generator ?? Generator.Default;
    }

    /// <inheritdoc/>
    protected internal override string Hyperparameters => FormattableString.Invariant($"p {_probability}");

    /// <summary>The number of dimensions of an input.</summary>
    private protected abstract int Rank { get; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input)
    {
        if (input.Rank != Rank)
        {
            string[] sizes = ["batch", "channels", "length"];
            if (Rank > 3) sizes = ["batch", "channels", "height", "width"];
            if (Rank > 4) sizes = ["batch", "channels", "depth", "height", "width"];
            throw new ShapeException(TypeName, $"takes [{string.Join(", ", sizes)}], and its input has shape {input.Shape}.");
        }
        if (!IsTraining || _probability == 0) return input;
        var channels = Enumerable.Repeat(1, Rank).ToArray();
        (channels[0], channels[1]) = (input.Shape[0], input.Shape[1]);
        return input * Tensor.Ones(Shape.Create(channels), input.DType).Dropout(_probability, _generator);
    }
}
