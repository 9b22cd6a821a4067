namespace Adjoint.Graphs;

/// <summary>What a node of a <see cref="Graph"/> stands for.</summary>
public enum GraphNodeKind
{
    /// <summary>A tensor to differentiate by: an input or a parameter.</summary>
    Variable,

    /// <summary>A tensor that no gradient is asked for.</summary>
    Constant,

    /// <summary>The result of an operation.</summary>
    Operation,

    /// <summary>One run of a module, all its operations and parameters in one node.</summary>
    Module,
}
