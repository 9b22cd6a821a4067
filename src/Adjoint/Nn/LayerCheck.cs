namespace Adjoint.Nn;

/// <summary>A layer as a function of its input and all its parameters, as <see cref="GradientCheck"/> wants it.</summary>
public sealed class LayerCheck
{
    private readonly Parameter[] _parameters;

    /// <summary>Makes the layer of a sample, in float64.</summary>
    /// <param name="sample">The configuration.</param>
    /// <param name="seed">Decides first values and input.</param>
    public LayerCheck(LayerSample sample, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var generator = new Generator(seed);
        Layer = sample.Create(generator);
        Layer.To(DType.Float64);
        _parameters = [.. Layer.Parameters()];
        Inputs = [sample.Input.Create(generator), .. _parameters.Select(parameter => parameter.Value.Detach())];
    }

    /// <summary>The layer.</summary>
    public Module<Tensor, Tensor> Layer { get; }

    /// <summary>The layer's input, then its parameters in order.</summary>
    public Tensor[] Inputs { get; }

    /// <summary>Runs the layer with the given tensors in the places of <see cref="Inputs"/>.</summary>
    public Tensor Function(Tensor[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        for (var i = 0; i < _parameters.Length; i++) _parameters[i].Bind(inputs[i + 1]);
        return Layer.Forward(inputs[0]);
    }
}
