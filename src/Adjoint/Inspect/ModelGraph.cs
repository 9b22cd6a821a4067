using Adjoint.Graphs;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>Reads the <see cref="Graph"/> of a network, its parameters named by their paths.</summary>
public static class ModelGraph
{
    /// <summary>Runs the network once on zeros and reads the graph. The input is called <c>input</c>.</summary>
    /// <param name="network">The network; its mode is kept.</param>
    /// <param name="input">The shape of its input, batch included.</param>
    /// <exception cref="ShapeException">The network does not take that shape.</exception>
    /// <exception cref="InvalidOperationException">Recording is turned off.</exception>
    public static Graph Of(Module<Tensor, Tensor> network, Shape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        var x = Tensor.Zeros(input, network.Parameters() is [var first, ..] ? first.DType : DType.Float32);
        x.RequiresGrad = true;
        var output = network.Forward(x);
        if (output.Node is null)
        {
            throw new InvalidOperationException("ModelGraph: the forward pass left no record to read. Hint: leave the scope of NoGrad.");
        }
        return Of(network, output, [new(x, "input")]);
    }

    /// <summary>The graph of what a network, perhaps with a loss behind it, has computed.</summary>
    /// <param name="network">Gives the names of the parameters.</param>
    /// <param name="result">The result, computed while recording.</param>
    /// <param name="names">Further names, such as that of the input.</param>
    public static Graph Of(Module network, Tensor result, IEnumerable<KeyValuePair<Tensor, string>>? names = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var all = network.NamedParameters().ToDictionary(entry => entry.Parameter.Value, entry => entry.Path);
        foreach (var (tensor, name) in names ?? []) all[tensor] = name;
        return Graph.Of(result, all);
    }
}
