using Adjoint.Autodiff;

namespace Adjoint.Graphs;

/// <summary>
/// One step of a computation as it was recorded: the operation, where its inputs came from, and those values its derivative needs.
/// A node refers only to its inputs, never to what is made from its output, so a graph lives exactly as long as its results.
/// </summary>
public sealed class Node
{
    // Most steps have one input or two, so these stand in the node itself, and a graph of single numbers is half as large.
    private Edge _first;
    private Edge _second;
    private Edge[]? _others;
    private readonly Shape _shape;
    private readonly DType _dtype;
    private Tensor? _value;
    private object? _walk;

    private Node(Operation? operation, TensorType type)
    {
        Operation = operation;
        (_shape, _dtype) = type;
        ModuleCall = ModuleScope.CurrentCall;
    }

    /// <summary>The operation; null for a variable.</summary>
    public Operation? Operation { get; }

    /// <summary>Shape and element type of the output.</summary>
    public TensorType Type => new(_shape, _dtype);

    /// <summary>Path of the module that was running, such as <c>features.conv1</c>; null outside any module.</summary>
    public string? ModulePath => ModuleCall?.Path;

    /// <summary>The run of the module that made the node; null outside any module.</summary>
    public ModuleCall? ModuleCall { get; }

    /// <summary>True for a variable: a tensor whose <see cref="Tensor.RequiresGrad"/> was set.</summary>
    public bool IsLeaf => Operation is null;

    /// <summary>True once a backward pass has used the record up.</summary>
    public bool IsUsedUp { get; private set; }

    /// <summary>The number of inputs.</summary>
    public int InputCount { get; private set; }

    /// <summary>The node an input came from; null for a constant.</summary>
    public Node? Input(int index) => this[index].Source;

    /// <summary>Where the record of a constant input ended, if it was computed from variables; else null.</summary>
    public GradientStop? InputStop(int index) => this[index].Stop;

    /// <summary>Shape and element type of an input.</summary>
    public TensorType InputType(int index) => this[index].Type;

    /// <summary>
    /// The output's value, if it was kept: for variables, for what the derivative reads, and for everything recorded under
    /// <see cref="KeepValues"/>.
    /// </summary>
    public Tensor? Value => _value;

    /// <summary>An input's value, if it was kept; constants of one element always are.</summary>
    public Tensor? InputValue(int index) => this[index].Value ?? this[index].Source?.Value;

    /// <summary>Floating-point operations of the forward step; 0 for a variable.</summary>
    public long Flops => Operation?.CountFlops(this) ?? 0;

    /// <summary>True if the output shares its elements with an input.</summary>
    public bool IsView { get; private init; }

    /// <summary>The variable itself, for a leaf.</summary>
    internal Tensor? Variable => IsLeaf ? _value : null;

    /// <summary>The output, if the operation's derivative asked to keep it.</summary>
    internal Tensor? Output => IsLeaf ? null : _value;

    /// <summary>What the forward computed besides its output for the derivative's sake, such as the positions of maxima.</summary>
    internal Tensor? Auxiliary { get; private set; }

    internal int OutputVersion { get; private set; }

    /// <summary>A number for whoever has claimed the node.</summary>
    internal int Place { get; set; }

    internal ref readonly Edge this[int input] => ref EdgeAt(input);

    internal static Node Leaf(Tensor variable) => new(null, variable.Type) { _value = variable };

    internal static Node Record(Operation operation, ReadOnlySpan<Tensor> inputs, Tensor output, Tensor? auxiliary)
    {
        var saves = RecordScope.Has(RecordMode.KeepValues) ? Saved.Inputs | Saved.Output : operation.Saves;
        var node = new Node(operation, output.Type)
        {
            InputCount = inputs.Length,
            Auxiliary = auxiliary,
            IsView = inputs.Length > 0 && ReferenceEquals(inputs[0].Storage, output.Storage),
        };
        if (inputs.Length > 2) node._others = new Edge[inputs.Length - 2];
        for (var i = 0; i < inputs.Length; i++) node.EdgeAt(i) = new Edge(inputs[i], (saves & Saved.Input(i)) != 0);
        if ((saves & Saved.Output) != 0)
        {
            node._value = output;
            node.OutputVersion = output.Storage.Version;
        }
        return node;
    }

    /// <summary>Lets go of everything the record holds, after a backward pass has used it.</summary>
    internal void UseUp()
    {
        if (IsLeaf) return;
        (_first, _second, _others, InputCount) = (default, default, null, 0);
        _value = null;
        Auxiliary = null;
        IsUsedUp = true;
    }

    /// <summary>True if this walk, on this thread, may use <see cref="Place"/>.</summary>
    internal bool IsClaimedBy(object walk) => ReferenceEquals(_walk, walk);

    /// <summary>Lets one walk at a time use <see cref="Place"/>; false if another one does.</summary>
    internal bool TryClaim(object walk) => Interlocked.CompareExchange(ref _walk, walk, null) is null;

    internal void Release() => Volatile.Write(ref _walk, null);

    private ref Edge EdgeAt(int input)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)input, (uint)InputCount, nameof(input));
        if (input == 0) return ref _first;
        if (input == 1) return ref _second;
        return ref _others![input - 2];
    }
}

/// <summary>Where one input came from, and its value if the derivative needs it.</summary>
internal readonly struct Edge
{
    // The node that made the input; for a constant its stop, together with its type if the value is not kept.
    private readonly object? _record;

    public readonly Tensor? Value;
    public readonly int Version;

    public Edge(Tensor input, bool keepValue)
    {
        _record = input.Record;
        // A constant is found nowhere else, and a single number costs nothing to keep.
        if (keepValue || (_record is not Node && input.ElementCount == 1)) Value = input;
        else if (_record is not Node) _record = new Constant(input.Type, input.GradientStop);
        Version = input.Storage.Version;
    }

    public Node? Source => _record as Node;

    public GradientStop? Stop => _record is Constant constant ? constant.Stop : _record as GradientStop;

    public TensorType Type => _record is Node node ? node.Type : Value?.Type ?? ((Constant)_record!).Type;

    private sealed record Constant(TensorType Type, GradientStop? Stop);
}
