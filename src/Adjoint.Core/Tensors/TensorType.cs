namespace Adjoint;

/// <summary>What can be known of a tensor without computing it: its shape and its element type.</summary>
/// <param name="Shape">The sizes.</param>
/// <param name="DType">The element type.</param>
public readonly record struct TensorType(Shape Shape, DType DType)
{
    /// <summary>As in messages: <c>float32[2, 3]</c>.</summary>
    public override string ToString() => $"{DType.Text}{Shape}";
}
