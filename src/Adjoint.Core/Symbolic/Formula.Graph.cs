using Adjoint.Graphs;

namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>
    /// The formula as a graph: a node for each distinct part, variables first. No values are needed, and comparisons are nodes, too. Under
    /// <see cref="ElementaryGranularity"/> the formula is run and recorded, and what its operations are made of is shown; comparisons,
    /// which are not recorded, are constants then.
    /// </summary>
    public Graph ToGraph() => ElementaryGranularity.IsActive ? FormulaGraph.Recorded(this) : FormulaGraph.Of(this);
}
