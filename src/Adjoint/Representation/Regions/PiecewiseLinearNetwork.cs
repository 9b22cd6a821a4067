using Adjoint.Nn;

namespace Adjoint.Representation;

/// <summary>A network of <see cref="MaxAffine"/> layers, each on the output of the one before: a piecewise-linear function.</summary>
public sealed class PiecewiseLinearNetwork
{
    /// <summary>A network from its layers.</summary>
    /// <exception cref="ShapeException">A layer takes another number of inputs than the one before gives.</exception>
    /// <exception cref="ArgumentException">There are no layers.</exception>
    public PiecewiseLinearNetwork(params ReadOnlySpan<MaxAffine> layers)
    {
        if (layers.IsEmpty) throw new ArgumentException("PiecewiseLinearNetwork: a network has at least one layer.", nameof(layers));
        for (var i = 1; i < layers.Length; i++)
        {
            if (layers[i].Inputs == layers[i - 1].Units) continue;
            throw new ShapeException("PiecewiseLinearNetwork",
                $"layer {i} takes {layers[i].Inputs} inputs, and the layer before it gives {layers[i - 1].Units}.");
        }
        Layers = [.. layers];
    }

    /// <summary>The layers in the order they run.</summary>
    public IReadOnlyList<MaxAffine> Layers { get; }

    /// <summary>The number of inputs.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>The number of outputs.</summary>
    public int Outputs => Layers[^1].Units;

    /// <summary>Reads the parameters of a network of <see cref="Linear"/>, <see cref="ReLU"/> and <see cref="IPiecewiseLinear"/> layers.</summary>
    /// <exception cref="ArgumentException">A layer is not piecewise linear, or there is no layer that fixes the number of inputs.</exception>
    /// <exception cref="ShapeException">A layer takes another number of inputs than the one before gives.</exception>
    public static PiecewiseLinearNetwork From(Sequential network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var layers = new List<MaxAffine>();
        var open = new Stack<Module<Tensor, Tensor>>([network]);
        while (open.TryPop(out var module))
        {
            if (module is Sequential sequential)
            {
                foreach (var inner in sequential.Reverse()) open.Push(inner);
                continue;
            }
            layers.Add(Read(module, layers.Count > 0 ? layers[^1].Units : null));
        }
        return new PiecewiseLinearNetwork([.. layers]);
    }

    private static MaxAffine Read(Module<Tensor, Tensor> module, int? inputs) => module switch
    {
        Linear linear => MaxAffine.Linear(linear.Weight, linear.Bias?.Value),
        ReLU when inputs is { } count => MaxAffine.Elementwise(count, 0, 1),
        IPiecewiseLinear layer when inputs is { } count => layer.ToMaxAffine(count),
        ReLU or IPiecewiseLinear => throw new ArgumentException(
            $"PiecewiseLinearNetwork: the network begins with {module.GetType().Name}, which does not say how many inputs there are. "
            + "Hint: begin with a Linear layer."),
        _ => throw new ArgumentException(
            $"PiecewiseLinearNetwork: {module.GetType().Name} is not known to be piecewise linear and continuous. "
            + "Hint: networks of Linear and ReLU are; a layer of your own can implement IPiecewiseLinear; leave out a final Softmax."),
    };
}
