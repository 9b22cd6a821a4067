using Adjoint.Nn;

namespace Adjoint.Models;

/// <summary>
/// The housing network of BI lecture 2 (after Ng and Ma's CS229 notes), fully connected: the price from size, bedrooms, zip code and wealth
/// by three hidden ReLU, each of which sees all four. 19 parameters. Input [batch, 4], output [batch, 1].
/// </summary>
public sealed partial class HousingNetwork : Module<Tensor, Tensor>
{
    private readonly Linear _hidden;
    private readonly Linear _price;

    /// <summary>Makes the network and draws its first values.</summary>
    /// <param name="generator">Randomness for the first values; <see cref="Generator.Default"/> if omitted.</param>
    /// <param name="biasInitializer">First values of the hidden biases; a small positive constant lets every unit begin to
    /// learn.</param>
    public HousingNetwork(Generator? generator = null, Initializer? biasInitializer = null)
    {
        _hidden = new Linear(4, 3, generator: generator, biasInitializer: biasInitializer);
        _price = new Linear(3, 1, generator: generator);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) => _price.Forward(_hidden.Forward(input).Relu());
}
