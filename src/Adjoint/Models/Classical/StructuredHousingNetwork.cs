using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// The housing network of BI lecture 2 (after Ng and Ma's CS229 notes), structured by what is known: the price is linear in the family size
/// a1 = ReLU(t1 size + t2 bedrooms + t3), the walkability a2 = ReLU(t4 zip + t5) and the school quality a3 = ReLU(t6 zip + t7 wealth + t8).
/// 12 parameters. Input [batch, 4] in the order size, bedrooms, zip code, wealth; output [batch, 1].
/// </summary>
public sealed partial class StructuredHousingNetwork : Module<Tensor, Tensor>
{
    private readonly Linear _familySize;
    private readonly Linear _walkable;
    private readonly Linear _schoolQuality;
    private readonly Linear _price;

    /// <summary>Makes the network and draws its first values.</summary>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="biasInitializer">First values of the hidden biases; a small positive constant lets every unit begin to
    /// learn.</param>
    public StructuredHousingNetwork(Generator? generator = null, Initializer? biasInitializer = null)
    {
        _familySize = new Linear(2, 1, generator: generator, biasInitializer: biasInitializer);
        _walkable = new Linear(1, 1, generator: generator, biasInitializer: biasInitializer);
        _schoolQuality = new Linear(2, 1, generator: generator, biasInitializer: biasInitializer);
        _price = new Linear(3, 1, generator: generator);
    }

    /// <summary>The three hidden units, [batch, 3]: family size, walkability, school quality.</summary>
    /// <param name="input">Size, bedrooms, zip code, wealth: [batch, 4].</param>
    public Tensor Hidden(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var family = _familySize.Forward(input[.., 0..2]);
        return Tensor.Concat([family, _walkable.Forward(input[.., 2..3]), _schoolQuality.Forward(input[.., 2..4])], 1).Relu();
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => _price.Forward(Hidden(input));
}
