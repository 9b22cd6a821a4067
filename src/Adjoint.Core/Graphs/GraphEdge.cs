namespace Adjoint.Graphs;

/// <summary>A value on its way from the node that made it to one that uses it.</summary>
/// <param name="From">The id of the node that made the value.</param>
/// <param name="To">The id of the node that uses it.</param>
/// <param name="Input">Which input of <paramref name="To"/> it is, counted from 0.</param>
/// <param name="Types">Shape and element type. Several between modules that hand over several values; never empty.</param>
public readonly record struct GraphEdge(int From, int To, int Input, IReadOnlyList<TensorType> Types)
{
    /// <summary>The shapes, as in <c>[1, 6, 28, 28]</c>; several are joined by commas.</summary>
    public string ShapeText => string.Join(", ", Types.Select(type => type.Shape.ToString()));
}
