using System.Globalization;

namespace Adjoint;

/// <summary>
/// Numbers for the depth, height and width of a volume, such as the size of a kernel. Made by implicit conversion from one number for all
/// three (<c>3</c>) or from a triple (<c>(1, 3, 3)</c>).
/// </summary>
/// <param name="Depth">The number along the depth.</param>
/// <param name="Height">The number along the height.</param>
/// <param name="Width">The number along the width.</param>
public readonly record struct Size3d(int Depth, int Height, int Width)
{
    /// <summary>The same number for depth, height and width.</summary>
    public static implicit operator Size3d(int all) => new(all, all, all);

    /// <summary>Depth, height and width.</summary>
    public static implicit operator Size3d((int Depth, int Height, int Width) triple) => new(triple.Depth, triple.Height, triple.Width);

    /// <summary>As in <c>3</c> or <c>(1, 3, 3)</c>.</summary>
    public override string ToString() => Depth == Height && Height == Width
        ? Depth.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"({Depth}, {Height}, {Width})");

    internal int[] ToArray() => [Depth, Height, Width];
}
