namespace Adjoint;

/// <summary>How <c>Interpolate</c> fills in what lies between the elements (PyTorch: <c>mode</c> of <c>F.interpolate</c>).</summary>
public enum InterpolationMode
{
    /// <summary>The element nearest before the place: whole blocks of one value.</summary>
    Nearest,

    /// <summary>A straight line between neighbours, along the height and then along the width.</summary>
    Bilinear,
}
