using Adjoint.Autodiff;
using Adjoint.Graphs;

namespace Adjoint;

public sealed partial class Tensor
{
    // The node that made this tensor, or where the record stopped on the way to it; one field, because most tensors have neither.
    private object? _record;
    private Tensor? _grad;
    private bool _gradIsShared;

    /// <summary>The record of how this tensor was made; null for a tensor that no gradient flows through.</summary>
    public Node? Node => _record as Node;

    /// <summary>
    /// Where the record of this tensor's computation ended, for a result that no gradient flows through although it was computed from
    /// variables; else null.
    /// </summary>
    public GradientStop? GradientStop => _record as GradientStop;

    /// <summary>
    /// True if gradients flow to or through this tensor. Set it on a tensor that is not the result of a recorded operation to make it a
    /// variable to differentiate by (PyTorch: <c>requires_grad</c>).
    /// </summary>
    /// <exception cref="DTypeException">The elements are not floating-point numbers.</exception>
    /// <exception cref="GradientException">The tensor is a recorded result, and the property is set to false: use
    /// <see cref="Detach"/>.</exception>
    public bool RequiresGrad
    {
        get => _record is Node;
        set
        {
            if (value && RequiresGrad) return;
            if (!value && Node is { IsLeaf: false })
            {
                throw new GradientException("RequiresGrad cannot be taken from the result of a recorded operation. "
                    + "Hint: Detach() gives the same values without the record.");
            }
            if (value && !DType.IsFloat)
            {
                throw new DTypeException($"A gradient needs floating-point numbers, and this tensor is {Type}. "
                    + "Hint: To(DType.Float32) first.");
            }
            _record = value ? Node.Leaf(this) : null;
        }
    }

    /// <summary>
    /// The gradient that <see cref="Backward"/> has summed up for this variable; null before the first one, and for tensors that are
    /// results of operations (PyTorch: <c>grad</c>).
    /// </summary>
    public Tensor? Grad
    {
        get
        {
            // Whoever has seen the gradient may keep it, so its memory must wait for the garbage collector.
            _gradIsShared = true;
            return _grad;
        }
    }

    /// <summary>A tensor of its own over the same values without the record: gradients stop here (PyTorch: <c>detach()</c>).</summary>
    public Tensor Detach() => new(Storage, Offset, Shape, Strides)
    {
        _record = RecordScope.Has(RecordMode.Unnoted) ? null : _record is Node ? GradientStop.AtDetach() : _record,
    };

    /// <summary>
    /// Forgets the gradient, so that the next <see cref="Backward"/> starts from zero (PyTorch: <c>zero_grad(set_to_none=True)</c>).
    /// </summary>
    public void ZeroGrad()
    {
        if (_grad is not null && !_gradIsShared) _grad.Storage.Release();
        _grad = null;
        _gradIsShared = false;
    }

    /// <summary>
    /// Computes the gradient of this single number by every variable it depends on and adds it to each one's <see cref="Grad"/>
    /// (PyTorch: <c>backward()</c>; back-propagation, version B of CMU lecture 13). The record is used up unless it is kept.
    /// </summary>
    /// <param name="gradient">The incoming gradient, of this tensor's shape; 1 if omitted, for a single number.</param>
    /// <param name="keepGraph">Keep the record for a further pass (PyTorch: <c>retain_graph</c>).</param>
    /// <exception cref="GradientException">Nothing here was recorded, the record is used up, or a recorded value was changed
    /// since.</exception>
    /// <exception cref="ShapeException">No gradient is given and this is not a single number, or the shapes differ.</exception>
    public void Backward(Tensor? gradient = null, bool keepGraph = false) => Autodiff.Reverse.Accumulate(this, gradient, keepGraph);

    /// <summary>The gradient for the engine and fused updates, which do not keep it.</summary>
    internal Tensor? PeekGrad => _grad;

    /// <summary>Puts a gradient that nobody else holds in place.</summary>
    internal void SetGrad(Tensor gradient)
    {
        _grad = gradient;
        _gradIsShared = false;
    }

    internal object? Record => _record;

    internal void SetNode(Node node) => _record = node;

    internal void SetStop(GradientStop stop) => _record = stop;
}
