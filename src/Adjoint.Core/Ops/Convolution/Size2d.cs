using System.Globalization;

namespace Adjoint;

/// <summary>
/// A number for the height and one for the width of an image, such as the size of a kernel. Made by implicit conversion from one number
/// for both (<c>3</c>) or from a pair (<c>(1, 7)</c>).
/// </summary>
/// <param name="Height">The number along the height.</param>
/// <param name="Width">The number along the width.</param>
public readonly record struct Size2d(int Height, int Width)
{
    /// <summary>The same number for height and width.</summary>
    public static implicit operator Size2d(int both) => new(both, both);

    /// <summary>Height and width.</summary>
    public static implicit operator Size2d((int Height, int Width) pair) => new(pair.Height, pair.Width);

    /// <summary>As in <c>3</c> or <c>(1, 7)</c>.</summary>
    public override string ToString() =>
        Height == Width ? Height.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"({Height}, {Width})");

    internal int[] ToArray() => [Height, Width];
}
