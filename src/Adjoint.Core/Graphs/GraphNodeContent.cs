namespace Adjoint.Graphs;

/// <summary>What a node stands for, without its place in a graph: the same before and after other nodes are joined.</summary>
internal abstract class GraphNodeContent
{
    public abstract GraphNodeKind Kind { get; }

    public abstract TensorType Type { get; }

    public virtual string? Name => null;

    public virtual Node? Record => null;

    public virtual Operation? Operation => Record?.Operation;

    public virtual Tensor? Value => null;

    public virtual ModuleCall? Call => null;

    public virtual string? Path => Call?.Path;

    public virtual long Flops => 0;

    public virtual GraphModule? Module => null;
}

/// <summary>A recorded step or variable.</summary>
internal sealed class RecordedContent(Node node, string? name) : GraphNodeContent
{
    public override GraphNodeKind Kind => node.IsLeaf ? GraphNodeKind.Variable : GraphNodeKind.Operation;

    public override TensorType Type => node.Type;

    public override string? Name => name;

    public override Node Record => node;

    public override Tensor? Value => node.Value;

    public override ModuleCall? Call => node.ModuleCall;

    // A parameter belongs to the module it is named after, wherever it was made.
    public override string? Path => node.IsLeaf && name is not null ? name[..Math.Max(0, name.LastIndexOf('.'))] : base.Path;

    public override long Flops => node.Flops;
}

/// <summary>An input of an operation that no step made.</summary>
internal sealed class ConstantContent(TensorType type, Tensor? value, string? name) : GraphNodeContent
{
    public override GraphNodeKind Kind => GraphNodeKind.Constant;

    public override TensorType Type => type;

    public override string? Name => name;

    public override Tensor? Value => value;

    // State of a module, such as a running mean, is named after it.
    public override string? Path => name?.LastIndexOf('.') is > 0 and var dot ? name[..dot] : null;
}

/// <summary>One run of a module.</summary>
internal sealed class ModuleContent(GraphModule module, ModuleCall? call, TensorType type, long flops) : GraphNodeContent
{
    public override GraphNodeKind Kind => GraphNodeKind.Module;

    public override TensorType Type => type;

    public override ModuleCall? Call => call;

    public override string Path => module.Path;

    public override long Flops => flops;

    public override GraphModule Module => module;
}
