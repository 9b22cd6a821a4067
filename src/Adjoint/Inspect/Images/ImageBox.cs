namespace Adjoint.Inspect;

/// <summary>A rectangle of pixels of an image.</summary>
/// <param name="Top">Its first row.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Height">Its rows; 0 if it is empty.</param>
/// <param name="Width">Its columns; 0 if it is empty.</param>
public readonly record struct ImageBox(int Top, int Left, int Height, int Width)
{
    /// <summary>The row behind the last one.</summary>
    public int Bottom => Top + Height;

    /// <summary>The column behind the last one.</summary>
    public int Right => Left + Width;

    /// <summary>A copy of these pixels of an image.</summary>
    /// <param name="image">[channels, height, width].</param>
    public Tensor Of(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Detach()[.., Top..Bottom, Left..Right].Clone();
    }
}
