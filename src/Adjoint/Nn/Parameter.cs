namespace Adjoint.Nn;

/// <summary>
/// A tensor that training changes (PyTorch: <c>torch.nn.Parameter</c>). The parameter stays the same object while its values change in
/// place, so modules, optimizers and whoever shares it always see the newest ones. Use it wherever a tensor is expected.
/// </summary>
public sealed class Parameter
{
    /// <summary>A parameter with these starting values. The tensor is taken over, not copied, unless it is a view with gaps.</summary>
    /// <exception cref="DTypeException">The values are not floating-point numbers.</exception>
    /// <exception cref="GradientException">The values are the result of a recorded operation.</exception>
    public Parameter(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Node is { IsLeaf: false })
        {
            throw new GradientException("Parameter",
                $"the starting values {value.Type} are the result of a recorded operation. "
                + "Hint: Detach() gives the same values without the record.");
        }
        Value = value.Contiguous();
        Value.RequiresGrad = true;
    }

    /// <summary>The values, as a variable to differentiate by.</summary>
    public Tensor Value { get; private set; }

    /// <summary>The gradient that backward passes have summed up since it was last set to zero; null if there was none.</summary>
    public Tensor? Grad => Value.Grad;

    /// <summary>The sizes.</summary>
    public Shape Shape => Value.Shape;

    /// <summary>The element type.</summary>
    public DType DType => Value.DType;

    /// <summary>The number of trained numbers (PyTorch: <c>numel()</c>).</summary>
    public int ElementCount => Value.ElementCount;

    /// <summary>
    /// False freezes the parameter: no gradient flows to it and optimizers leave it alone (PyTorch: <c>requires_grad</c>).
    /// </summary>
    public bool RequiresGrad
    {
        get => Value.RequiresGrad;
        set => Value.RequiresGrad = value;
    }

    /// <summary>
    /// The path in the module tree that was listed or run last, such as <c>conv1.weight</c>; the first one for a parameter under several
    /// paths, null for one in no tree.
    /// </summary>
    public string? Name { get; internal set; }

    /// <summary>Overwrites the values in place (PyTorch: <c>p.data.copy_(values)</c>).</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="DTypeException">The element types differ.</exception>
    public void CopyFrom(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        StateCopy.Require(values, Value.Type, Name ?? "Parameter");
        StateCopy.Into(Value, values);
    }

    /// <summary>The values, so that a parameter stands wherever a tensor is expected.</summary>
    public static implicit operator Tensor(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.Value;
    }

    /// <summary>As in <c>conv1.weight: float32[6, 1, 5, 5]</c>.</summary>
    public override string ToString() => Name is null ? $"{Value.Type}" : $"{Name}: {Value.Type}";

    /// <summary>Puts another variable in the value's place, to differentiate by it.</summary>
    internal void Bind(Tensor variable) => Value = variable;

    /// <summary>Changes the element type; the gradient is forgotten.</summary>
    internal void ConvertTo(DType dtype)
    {
        if (Value.DType == dtype) return;
        var converted = Value.Detach().To(dtype);
        converted.RequiresGrad = RequiresGrad;
        Value = converted;
    }
}
