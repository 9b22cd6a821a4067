namespace Adjoint.Inspect;

/// <summary>
/// Which part of the input one unit of a stack of convolutions and poolings sees, along one axis, by the arithmetic of the layers: a layer
/// with kernel k, stride s, padding p and dilation d turns size r, stride j and start a into r + (k - 1) d j, j s and a - p j.
/// <code>
/// var field = ReceptiveField.OfInput.Then(kernelSize: 5, padding: 2).Then(kernelSize: 2, stride: 2).Then(kernelSize: 5);
/// </code>
/// </summary>
/// <param name="Size">Pixels that a unit sees.</param>
/// <param name="Stride">Pixels between the fields of neighbouring units.</param>
/// <param name="Start">The first pixel of unit 0's field; negative if it begins in the padding.</param>
public readonly record struct ReceptiveField(int Size, int Stride, int Start)
{
    /// <summary>A pixel sees itself.</summary>
    public static ReceptiveField OfInput => new(1, 1, 0);

    /// <summary>The field of a unit of a further layer.</summary>
    /// <param name="kernelSize">The size of its kernel or window.</param>
    /// <param name="stride">The step between windows.</param>
    /// <param name="padding">The border before the first pixel.</param>
    /// <param name="dilation">The distance between the kernel's taps.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the padding negative.</exception>
    /// <exception cref="OverflowException">The field has more pixels than can be counted.</exception>
    public ReceptiveField Then(int kernelSize, int stride = 1, int padding = 0, int dilation = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        return checked(new ReceptiveField(Size + (kernelSize - 1) * dilation * Stride, Stride * stride, Start - padding * Stride));
    }

    /// <summary>The pixels that a unit sees in an image, what lies in the padding left out.</summary>
    /// <param name="unit">The unit, from 0.</param>
    /// <param name="imageSize">Pixels of the image along the axis.</param>
    public Range In(int unit, int imageSize)
    {
        var first = Start + unit * Stride;
        return Math.Clamp(first, 0, imageSize)..Math.Clamp(first + Size, 0, imageSize);
    }
}
