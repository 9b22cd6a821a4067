using Adjoint.Graphs;

namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>
    /// The formula as a graph: a node for each distinct part, variables first. No values are needed, and comparisons are nodes, too. Under
    /// <see cref="ElementaryGranularity"/> operations that are made of smaller ones are taken apart.
    /// </summary>
    public Graph ToGraph() => FormulaGraph.Of(ElementaryGranularity.IsActive ? FormulaGraph.Elementary(this) : this);
}
