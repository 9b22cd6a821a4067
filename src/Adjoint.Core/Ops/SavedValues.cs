using Adjoint.Graphs;

namespace Adjoint;

/// <summary>What an operation's derivative may look at: the shapes of the inputs, and the values it asked to keep.</summary>
public readonly struct SavedValues
{
    private readonly Node _node;

    internal SavedValues(Node node) => _node = node;

    /// <summary>The number of inputs.</summary>
    public int InputCount => _node.InputCount;

    /// <summary>Shape of an input.</summary>
    public Shape InputShape(int index) => _node.InputType(index).Shape;

    /// <summary>Shape and element type of an input.</summary>
    public TensorType InputType(int index) => _node.InputType(index);

    /// <summary>Shape and element type of the output.</summary>
    public TensorType OutputType => _node.Type;

    /// <summary>True if a gradient is wanted for this input.</summary>
    public bool NeedsGradient(int index) => _node.Input(index) is not null;

    /// <summary>An input's value, with its own record, so that a derivative written with it can be differentiated again.</summary>
    /// <exception cref="GradientException">The value was changed in place after it was recorded.</exception>
    public Tensor Input(int index)
    {
        ref readonly var edge = ref _node[index];
        var value = edge.Value ?? throw new InvalidOperationException(
            $"{_node.Operation!.Name}: its derivative reads input {index}, which {nameof(Operation.Saves)} does not name.");
        if (value.Storage.Version != edge.Version) throw Changed($"input {index} ({edge.Type})");
        return value;
    }

    /// <summary>The output's value, with its own record.</summary>
    /// <exception cref="GradientException">The value was changed in place after it was recorded.</exception>
    public Tensor Output
    {
        get
        {
            var value = _node.Output ?? throw new InvalidOperationException(
                $"{_node.Operation!.Name}: its derivative reads the output, which {nameof(Operation.Saves)} does not name.");
            if (value.Storage.Version != _node.OutputVersion) throw Changed($"the output ({_node.Type})");
            return value;
        }
    }

    /// <summary>What the forward computed besides its output.</summary>
    public Tensor Auxiliary => _node.Auxiliary
        ?? throw new NoElementsException($"{_node.Operation!.Name}: its forward ran on tensors without elements and left nothing for the "
            + "derivative. Hint: run it outside of MetaTensors.");

    /// <summary>True for a step to a single number.</summary>
    internal bool IsNumber => _node.Type.Shape.ElementCount == 1;

    /// <summary>An input that is a single number; NaN if it was not saved.</summary>
    internal double InputNumber(int index) => _node[index].Value is null ? double.NaN : Input(index).Item();

    /// <summary>The output that is a single number; NaN if it was not saved.</summary>
    internal double OutputNumber => _node.Output is null ? double.NaN : Output.Item();

    /// <summary>A single number in the shape and element type of the output.</summary>
    internal Tensor NewNumber(double value, Tensor like)
    {
        var result = like.NewUninitialized(_node.Type.Shape, _node.Type.DType);
        result.Backend.Fill(result, value);
        return result;
    }

    private GradientException Changed(string what) => new(_node.Operation!.Name,
        $"{what} was changed in place after it was recorded, so the gradient would be wrong. "
        + "Hint: call Backward() before the change, or Clone() the tensor before it is used.");
}
