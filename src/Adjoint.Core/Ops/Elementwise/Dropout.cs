namespace Adjoint;

/// <summary>
/// Zeroes elements at random. The mask is drawn from the Philox stream of the attributes, so the operation is a plain value: its derivative
/// is the same operation again, no mask is stored, and a replay draws the same one.
/// </summary>
internal sealed class DropoutOperation(double probability, ulong seed, ulong position) : Operation, IOperationSamples
{
    public static IEnumerable<Sample> Samples => [new(new DropoutOperation(0.4, 7, 100), SampleInput.Real([4, 5]))];

    public override IEnumerable<KeyValuePair<string, object>> Attributes =>
        [new("p", probability), new("seed", seed), new("position", position)];

    protected internal override Saved Saves => Saved.None;

    protected internal override TensorType Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Count(this, inputs, 1);
        Check.Float(this, inputs[0]);
        return inputs[0].Type;
    }

    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs)
    {
        var type = Infer(inputs);
        var result = inputs[0].NewUninitialized(type.Shape);
        var factor = probability >= 1 ? 0 : 1 / (1 - probability);
        // Drawn in single precision for both types, so that one seed drops the same elements in both.
        result.Backend.Dropout(seed, position, (float)probability, factor, inputs[0].Dense(), result);
        return result;
    }

    protected internal override Tensor Vjp(int input, Tensor gradient, SavedValues saved) => Apply(gradient);

    protected internal override Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Apply(tangents[0]!);
}

public static partial class TensorOperations
{
    extension(Tensor x)
    {
        /// <summary>
        /// Zeroes each element with a probability and divides the others by 1 - p, so that the expectation stays (Srivastava et al., 2014;
        /// PyTorch: <c>F.dropout</c>); floats.
        /// </summary>
        /// <param name="probability">Between 0 (nothing) and 1 (everything).</param>
        /// <param name="generator">Where the randomness comes from; as many positions of its stream are used as x has elements.</param>
        /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
        public Tensor Dropout(double probability, Generator generator)
        {
            ArgumentNullException.ThrowIfNull(generator);
            if (!(probability is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(probability),
                    ErrorText.Of("dropout", $"the probability {probability} is not between 0 and 1."));
            }
            return new DropoutOperation(probability, generator.Seed, generator.Advance(x.ElementCount)).Apply(x);
        }
    }
}
