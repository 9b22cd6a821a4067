using Adjoint.Autodiff;
using Adjoint.Graphs;

namespace Adjoint;

/// <summary>
/// One differentiable step: shape rule, forward and derivative rule. An operation is a value: its attributes are all it knows, so a
/// recorded step can be replayed, drawn and exported. Adding one is adding one file.
/// </summary>
public abstract class Operation
{
    private string? _name;

    /// <summary>The name in messages, graphs and tests: the class name in PyTorch's spelling, such as <c>log_softmax</c>.</summary>
    public string Name => _name ??= NameOf(GetType().Name);

    /// <summary>The attributes besides the inputs, in order, such as the dimension of a sum.</summary>
    public virtual IEnumerable<KeyValuePair<string, object>> Attributes => [];

    /// <summary>Which values the derivative needs.</summary>
    protected internal virtual Saved Saves => Saved.Inputs;

    /// <summary>False for results that carry no gradient, such as comparisons and positions.</summary>
    protected internal virtual bool IsDifferentiable => true;

    /// <summary>Why it is not, for the error of whoever asks for a gradient behind it.</summary>
    protected internal virtual string WhyNotDifferentiable => "its result has no derivative";

    /// <summary>The shape rule: type of the output from the types of the inputs, without computing.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="DTypeException">The element types do not fit.</exception>
    protected internal abstract TensorType Infer(ReadOnlySpan<Tensor> inputs);

    /// <summary>Computes the output. Inputs may be views of any strides.</summary>
    protected internal abstract Tensor Forward(ReadOnlySpan<Tensor> inputs);

    /// <summary>Computes the output and, if the derivative wants it, a second tensor that only the record keeps.</summary>
    protected internal virtual Tensor Forward(ReadOnlySpan<Tensor> inputs, out Tensor? auxiliary)
    {
        auxiliary = null;
        return Forward(inputs);
    }

    /// <summary>
    /// The output for inputs of which at least one has no elements: a tensor of the type that the shape rule tells, unless it is a view.
    /// See <see cref="MetaTensors"/>.
    /// </summary>
    private protected virtual Tensor ForwardMeta(ReadOnlySpan<Tensor> inputs)
    {
        var (shape, dtype) = Infer(inputs);
        return Tensor.Meta(shape, dtype);
    }

    /// <summary>
    /// The derivative rule: the gradient by one input, from the gradient by the output (vector-Jacobian product). Written in differentiable
    /// operations, so that gradients of gradients work to any order. Null means zero.
    /// </summary>
    protected internal abstract Tensor? Vjp(int input, Tensor gradient, SavedValues saved);

    /// <summary>
    /// All gradients at once by a faster way that need not be differentiable; used when no higher order is asked for. Returns false if
    /// the operation has no such way. Tests hold it equal to <see cref="Vjp"/>.
    /// </summary>
    protected internal virtual bool TryVjpFused(Tensor gradient, SavedValues saved, Span<Tensor?> inputGradients) => false;

    /// <summary>
    /// The tangent of the output from the tangents of the inputs (Jacobian-vector product), in differentiable operations; null means zero,
    /// for inputs (never for all of them) and result. The default differentiates <see cref="Vjp"/>, which is linear in its incoming gradient, by that gradient.
    /// Override it for speed; tests hold the two equal.
    /// </summary>
    protected internal virtual Tensor? Jvp(ReadOnlySpan<Tensor?> tangents, SavedValues saved) => Transpose.OfVjp(this, tangents, saved);

    /// <summary>
    /// The same result computed by smaller operations, which <see cref="ElementaryGranularity"/> asks for; null for an operation
    /// that has no parts. Called only for inputs that <see cref="Infer"/> accepts. It must not call the operation itself again, which would
    /// not end. Tests hold it equal to <see cref="Forward(ReadOnlySpan{Tensor})"/>, up to rounding.
    /// </summary>
    protected internal virtual Tensor? Decompose(ReadOnlySpan<Tensor> inputs) => null;

    /// <summary>
    /// The step as a formula of its inputs' names, as in <c>ln(v0)</c> or <c>v0*v1</c>: a call of the operation with its attributes, unless
    /// overridden.
    /// </summary>
    protected internal virtual string Notation(ReadOnlySpan<string> inputs)
    {
        var arguments = inputs.ToArray().Concat(Attributes.Select(a => FormattableString.Invariant($"{a.Key}: {a.Value}")));
        return $"{Name}({string.Join(", ", arguments)})";
    }

    /// <summary>
    /// Why the operation has no finite result at finite numbers, one an input, as in "ln of a negative number"; null if the numbers lie in
    /// its domain, or if it has none.
    /// </summary>
    protected internal virtual string? DomainProblem(ReadOnlySpan<double> x) => null;

    /// <summary>
    /// Floating-point operations of one forward step, a multiplication and an addition counted as two; one an output element unless
    /// overridden.
    /// </summary>
    protected internal virtual long CountFlops(Node node) => node.IsView ? 0 : node.Type.Shape.ElementCount;

    /// <summary>Runs the operation and, if a gradient may be asked for, records it.</summary>
    public Tensor Apply(params ReadOnlySpan<Tensor> inputs) => Apply(inputs, wantsAuxiliary: false, out _);

    /// <summary>Also hands out what the forward step kept beside its output; null where it ran in smaller steps.</summary>
    private protected Tensor Apply(ReadOnlySpan<Tensor> inputs, out Tensor? auxiliary) => Apply(inputs, wantsAuxiliary: true, out auxiliary);

    private Tensor Apply(ReadOnlySpan<Tensor> inputs, bool wantsAuxiliary, out Tensor? auxiliary)
    {
        auxiliary = null;
        if (!IsOnOneBackend(inputs)) return Apply(Lifted(inputs.ToArray()), wantsAuxiliary, out auxiliary);
        var mode = RecordScope.Current;
        if ((mode & RecordMode.Elementary) != 0)
        {
            // What does not fit is told in the terms of the operation that was asked for, not of one of its parts.
            Infer(inputs);
            if (Decompose(inputs) is { } composed) return composed;
        }
        // Most tensors that carry no gradient come from constants alone: nothing to record, nothing to note.
        if (!TryFindRecord(inputs, out var stop, out var requiresGrad))
            return Compute(inputs, wantsAuxiliary, out auxiliary);
        if (!requiresGrad || !IsDifferentiable || (mode & RecordMode.Off) != 0)
        {
            return NoteStop(inputs, Compute(inputs, wantsAuxiliary, out auxiliary), stop, mode);
        }
        var output = Compute(inputs, wantsAuxiliary: true, out auxiliary);
        // An input handed back unchanged (a reshape to the same shape) needs a handle of its own for its own record.
        foreach (var input in inputs)
        {
            if (!ReferenceEquals(input, output)) continue;
            output = input.View(input.Shape, input.Strides, input.Offset);
            break;
        }
        output.SetNode(Node.Record(this, inputs, output, auxiliary));
        return output;
    }

    /// <summary>The operation and its attributes, as in <c>sum(dim: 1)</c>.</summary>
    public override string ToString()
    {
        var attributes = string.Join(", ", Attributes.Select(a => $"{a.Key}: {a.Value}"));
        return attributes.Length == 0 ? Name : $"{Name}({attributes})";
    }

    private Tensor Compute(ReadOnlySpan<Tensor> inputs, bool wantsAuxiliary, out Tensor? auxiliary)
    {
        auxiliary = null;
        foreach (var input in inputs)
        {
            if (!input.HasElements) return ForwardMeta(inputs);
        }
        return wantsAuxiliary ? Forward(inputs, out auxiliary) : Forward(inputs);
    }

    private static bool TryFindRecord(ReadOnlySpan<Tensor> inputs, out GradientStop? stop, out bool requiresGrad)
    {
        stop = null;
        requiresGrad = false;
        foreach (var input in inputs)
        {
            if (input.Record is not { } record) continue;
            if (record is Graphs.Node) requiresGrad = true;
            else stop ??= (GradientStop)record;
        }
        return requiresGrad || stop is not null;
    }

    // The output says where the gradient stopped: at this operation, or at the one whose result it came with.
    private Tensor NoteStop(ReadOnlySpan<Tensor> inputs, Tensor output, GradientStop? stop, RecordMode mode)
    {
        if ((mode & RecordMode.Unnoted) != 0) return output;
        foreach (var input in inputs)
        {
            if (ReferenceEquals(input, output)) return output;
        }
        output.SetStop(stop ?? GradientStop.At(this, insideNoGrad: IsDifferentiable));
        return output;
    }

    private bool IsOnOneBackend(ReadOnlySpan<Tensor> inputs)
    {
        var isOnOne = true;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is null) throw new ArgumentNullException(nameof(inputs), ErrorText.Of(Name, $"input {i} is null."));
            isOnOne &= ReferenceEquals(inputs[i].Backend, inputs[0].Backend);
        }
        return isOnOne;
    }

    // All inputs on the backend that takes tensors of the others for constants.
    private Tensor[] Lifted(Tensor[] inputs)
    {
        if (Array.Find(inputs, input => input.Backend.LiftsConstants) is { Backend: var target })
        {
            return Array.ConvertAll(inputs, input => input.To(target));
        }
        var other = Array.FindIndex(inputs, input => !ReferenceEquals(input.Backend, inputs[0].Backend));
        throw new ArgumentException(ErrorText.Of(Name,
            $"input 0 lives on backend {inputs[0].Backend.Name} and input {other} on {inputs[other].Backend.Name}. "
                + "Hint: move one with To(backend)."));
    }

    private static string NameOf(string type)
    {
        var name = type.EndsWith("Operation", StringComparison.Ordinal) ? type[..^"Operation".Length] : type;
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            // A new word starts at a capital after a small letter or digit: LogSoftmax -> log_softmax, ReLU -> relu.
            if (i > 1 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1]))
            {
                text.Append('_');
            }
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
