using Adjoint.Graphs;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>Reads the <see cref="Graph"/> of a network, its parameters and other state named by their paths.</summary>
public static class ModelGraph
{
    /// <summary>
    /// Runs the network once without computing (see <see cref="MetaTensors"/>), on zeros if it looks at numbers, and reads the graph. The
    /// input is called <c>input</c>. Auxiliary heads are in it.
    /// </summary>
    /// <param name="network">The network; its mode is kept.</param>
    /// <param name="input">The shape of its input, batch included.</param>
    /// <exception cref="ShapeException">The network does not take that shape.</exception>
    /// <exception cref="InvalidOperationException">Recording is turned off.</exception>
    public static Graph Of(Module<Tensor, Tensor> network, Shape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (x, outputs) = ShapeRun.Of(network, input);
        return Graph.Of(outputs, Names(network, [new(x, "input")]));
    }

    /// <summary>The graph of what a network, perhaps with a loss behind it, has computed.</summary>
    /// <param name="network">Gives the names of the parameters.</param>
    /// <param name="result">The result, computed while recording.</param>
    /// <param name="names">Further names, such as that of the input.</param>
    public static Graph Of(Module network, Tensor result, IEnumerable<KeyValuePair<Tensor, string>>? names = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Graph.Of(result, Names(network, names ?? []));
    }

    private static Dictionary<Tensor, string> Names(Module network, IEnumerable<KeyValuePair<Tensor, string>> further)
    {
        var names = network.NamedParameters().ToDictionary(entry => entry.Parameter.Value, entry => entry.Path);
        foreach (var state in network.StateTensors()) names[state.Value] = state.Name!;
        foreach (var (tensor, name) in further) names[tensor] = name;
        return names;
    }
}
