namespace Adjoint.Cli.Commands;

/// <summary>What <c>graph</c> was asked for.</summary>
/// <param name="Subject">The name of a network, or a formula.</param>
/// <param name="SvgFile">Where to write the drawing; null for none.</param>
/// <param name="DotFile">Where to write the Graphviz file; null for none.</param>
/// <param name="IsJson">Whether standard output is JSON.</param>
/// <param name="CollapseDepth">To how many names of a path modules are joined; null if not said.</param>
/// <param name="IsFull">Whether a large network is drawn in full.</param>
/// <param name="Input">The shape of a network's example; null for its usual one.</param>
/// <param name="Granularity">Whether operations are taken apart.</param>
internal sealed record GraphOptions(string Subject, string? SvgFile, string? DotFile, bool IsJson, int? CollapseDepth, bool IsFull,
    string? Input, Granularity Granularity);
