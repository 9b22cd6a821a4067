using System.Runtime.CompilerServices;

namespace Adjoint.Nn;

/// <summary>
/// A function as a layer, for what is too small for a class of its own: <c>new Lambda(x => x.Mean(-1))</c>. It has no parameters; one that
/// the function uses is not listed, trained or saved, so layers with parameters are better written as modules. In PyTorch one writes a
/// module for it.
/// </summary>
public sealed class Lambda : Module<Tensor, Tensor>, ILayerSamples
{
    private readonly Func<Tensor, Tensor> _function;
    private readonly string _name;

    /// <summary>Makes the layer.</summary>
    /// <param name="function">What the layer computes.</param>
    /// <param name="name">What the printed tree shows; the text of the function if omitted.</param>
    public Lambda(Func<Tensor, Tensor> function, [CallerArgumentExpression(nameof(function))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        // The text of a long function may go over several lines, and a layer has one.
        (_function, _name) = (function, string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <inheritdoc cref="ILayerSamples.Samples"/>
    public static IEnumerable<LayerSample> Samples => [new(_ => new Lambda(x => x.Sin() * 2), SampleInput.Real([3, 4]))];

    /// <inheritdoc/>
    protected internal override string Hyperparameters => _name;

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor input) =>
        _function(input) ?? throw new InvalidOperationException($"Lambda({_name}): the function returned null.");
}
