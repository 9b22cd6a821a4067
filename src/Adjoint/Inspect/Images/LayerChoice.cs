using Adjoint.Nn;

namespace Adjoint.Inspect;

/// <summary>Finds the layer that is to be looked at among what ran.</summary>
internal static class LayerChoice
{
    // More names would not be read.
    private const int MostListed = 24;

    /// <summary>Whether an output is a stack of maps: [batch, channels, height, width] of more than one place.</summary>
    public static bool IsSpatial(Tensor output) => output.Rank == 4 && output.Shape[2] * output.Shape[3] > 1;

    /// <summary>The paths of the modules inside the network that put out maps, in the order in which they finish.</summary>
    public static IReadOnlyList<string> Spatial(IReadOnlyList<ModuleOutput> outputs) => [.. outputs
        .Where(output => output.Path.Length > 0 && IsSpatial(output.Output)).Select(output => output.Path).Distinct()];

    /// <summary>The last output of the module with a path; without a path, the last maps before the scores.</summary>
    /// <exception cref="UnknownNameException">No module of the path ran.</exception>
    /// <exception cref="ArgumentException">It puts out no maps, or no module does.</exception>
    public static ModuleOutput Maps(IReadOnlyList<ModuleOutput> outputs, string? layer)
    {
        if (layer is null)
        {
            return outputs.LastOrDefault(output => output.Path.Length > 0 && IsSpatial(output.Output)) ?? throw new ArgumentException(
                "no layer of this network puts out maps, [batch, channels, height, width]: it has no convolution to look into.");
        }
        var found = outputs.LastOrDefault(output => output.Path == layer)
            ?? throw Unknown(layer, [.. outputs.Where(output => output.Path.Length > 0).Select(output => output.Path).Distinct()]);
        if (IsSpatial(found.Output)) return found;
        throw new ArgumentException($"layer '{layer}' puts out {found.Output.Shape}, which are no maps of more than one place "
            + $"([batch, channels, height, width]). Layers with maps: {Listed(Spatial(outputs))}.", nameof(layer));
    }

    /// <summary>The error for a name that is none of these; of many names the nearest are listed.</summary>
    public static UnknownNameException Unknown(string layer, IReadOnlyList<string> paths) => paths.Count <= MostListed
        ? new UnknownNameException("layer", layer, paths)
        : new UnknownNameException("layer", layer, paths.OrderBy(path => Suggestion.Distance(layer, path)).Take(MostListed),
            $"these are the nearest of {paths.Count} layers; adjoint summary lists all.");

    private static string Listed(IReadOnlyList<string> paths) => paths.Count == 0 ? "none"
        : string.Join(", ", paths.Take(MostListed)) + (paths.Count > MostListed ? $", and {paths.Count - MostListed} more" : "");
}
