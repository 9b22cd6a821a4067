namespace Adjoint.Nn;

/// <summary>
/// A tensor that belongs to a module's state but is not trained, such as the running mean of a batch normalization (PyTorch: a buffer). It
/// is saved and loaded with the parameters.
/// </summary>
public sealed class StateTensor
{
    private Tensor _value;

    /// <summary>State with these starting values. The tensor is taken over, not copied.</summary>
    public StateTensor(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = Constant(value);
    }

    /// <summary>The values; never recorded, so no gradient flows into state. Setting takes the tensor over.</summary>
    /// <exception cref="ShapeException">The new shape is not the old one.</exception>
    /// <exception cref="DTypeException">The new element type is not the old one.</exception>
    public Tensor Value
    {
        get => _value;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            StateCopy.Require(value, _value.Type, Name ?? "StateTensor");
            _value = Constant(value);
        }
    }

    /// <summary>The sizes.</summary>
    public Shape Shape => _value.Shape;

    /// <summary>The element type.</summary>
    public DType DType => _value.DType;

    /// <summary>The path in the module tree that was listed or run last, such as <c>bn1.running_mean</c>; null in no tree.</summary>
    public string? Name { get; internal set; }

    /// <summary>The values, so that state stands wherever a tensor is expected.</summary>
    public static implicit operator Tensor(StateTensor state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state._value;
    }

    /// <summary>As in <c>bn1.running_mean: float32[64]</c>.</summary>
    public override string ToString() => Name is null ? $"{_value.Type}" : $"{Name}: {_value.Type}";

    /// <summary>Puts other values in place, of any element type.</summary>
    internal void Bind(Tensor value) => _value = value;

    /// <summary>Changes the element type of floating-point state; counters and masks keep theirs.</summary>
    internal void ConvertTo(DType dtype)
    {
        if (DType.IsFloat) _value = _value.To(dtype);
    }

    // State is no place where a gradient was meant to pass and stopped.
    private static Tensor Constant(Tensor value)
    {
        var constant = value.Detach();
        constant.RequiresGrad = false;
        return constant;
    }
}
