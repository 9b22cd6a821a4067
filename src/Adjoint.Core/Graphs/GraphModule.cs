using System.Globalization;

namespace Adjoint.Graphs;

/// <summary>What a node of kind <see cref="GraphNodeKind.Module"/> holds.</summary>
/// <param name="Path">The module's path, cut to the depth that was asked for.</param>
/// <param name="Part">Which of the parts of this path it is, from 1 on: a module that runs twice has two.</param>
/// <param name="PartCount">How many parts this path has.</param>
/// <param name="Members">The ids of what is in it, in the graph that was collapsed, ascending.</param>
/// <param name="Operations">The names of its operations in order, repetitions left out.</param>
/// <param name="OperationCount">The number of its operations.</param>
/// <param name="ParameterCount">The number of elements of its variables.</param>
public sealed record GraphModule(string Path, int Part, int PartCount, IReadOnlyList<int> Members, IReadOnlyList<string> Operations,
    int OperationCount, long ParameterCount)
{
    /// <summary>The path and, if it has several parts, which: <c>cell (2 of 5)</c>.</summary>
    public string Label =>
        PartCount == 1 ? Path : string.Create(CultureInfo.InvariantCulture, $"{Path} ({Part} of {PartCount})");
}
