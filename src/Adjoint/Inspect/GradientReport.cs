using Adjoint.Graphs;
using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>
/// Which parameters of a model a loss gives a gradient to, and where paths to it were cut; to be asked before the backward pass, which uses the
/// record up. Frozen parameters are not expected to get one.
/// </summary>
public sealed class GradientReport
{
    // More would not be read.
    private const int MostShown = 5;

    private GradientReport(IReadOnlyList<string> connected, IReadOnlyList<string> unconnected, IReadOnlyList<GradientStop> stops) =>
        (Connected, Unconnected, Stops) = (connected, unconnected, stops);

    /// <summary>Paths of the parameters that a recorded path leads to from the loss.</summary>
    public IReadOnlyList<string> Connected { get; }

    /// <summary>Paths of the parameters that require a gradient and get none from this loss: training leaves them as they are.</summary>
    public IReadOnlyList<string> Unconnected { get; }

    /// <summary>Where paths to the loss were cut, on purpose or not; see <see cref="Gradient.StopsOf"/>.</summary>
    public IReadOnlyList<GradientStop> Stops { get; }

    /// <summary>What to warn of; null if every parameter gets a gradient.</summary>
    public string? Warning => Unconnected.Count == 0 ? null
        : $"{Unconnected.Count} of {Connected.Count + Unconnected.Count} parameters get no gradient from this loss and will not be trained: "
            + $"{First(Unconnected, ", ")}. {Reason}";

    /// <summary>Follows the record of a loss.</summary>
    /// <param name="model">The model, or a part of it.</param>
    /// <param name="loss">What was computed with it.</param>
    /// <exception cref="GradientException">A part of the record was used up by a backward pass.</exception>
    public static GradientReport Of(Module model, Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        HashSet<Node> reached = loss.Node is { } root ? [.. GraphNodes.InOrder(root).Where(node => node.IsLeaf)] : [];
        var byConnection = model.NamedParameters().Where(entry => entry.Parameter.RequiresGrad)
            .ToLookup(entry => reached.Contains(entry.Parameter.Value.Node!), entry => entry.Path);
        return new GradientReport([.. byConnection[true]], [.. byConnection[false]], Gradient.StopsOf(loss));
    }

    /// <summary>The warning, or that all is well.</summary>
    public override string ToString() => Warning ?? $"All {Connected.Count} parameters get a gradient from this loss.";

    private string Reason => Stops.Count == 0
        ? "Hint: a module may have been left out of Forward; set RequiresGrad = false on parameters that are not to be trained."
        : $"The gradient stops at {First(Stops, "; at ")}. Hint: {Stops[0].Hint}";

    private static string First<T>(IReadOnlyList<T> all, string separator) =>
        string.Join(separator, all.Take(MostShown)) + (all.Count > MostShown ? $"{separator}and {all.Count - MostShown} more" : "");
}
