namespace Adjoint.Data.Images;

/// <summary>A picture in memory.</summary>
/// <param name="Channels">1 for grey, 3 for red, green and blue.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Values">Channels before rows; each from 0 to 1.</param>
internal sealed record Picture(int Channels, int Height, int Width, float[] Values)
{
    // ITU-R BT.601, as PIL and torchvision weigh them.
    private const float Red = 0.299f;
    private const float Green = 0.587f;
    private const float Blue = 0.114f;

    public Tensor ToTensor(ImageColor color)
    {
        var picture = color switch
        {
            ImageColor.AsStored => this,
            ImageColor.Grey => ToGrey(),
            ImageColor.Rgb => ToRgb(),
            _ => throw new ArgumentOutOfRangeException(nameof(color), color, "There is no such choice of channels."),
        };
        return Tensor.From<float>(picture.Values, [picture.Channels, Height, Width]);
    }

    private Picture ToGrey()
    {
        if (Channels == 1) return this;
        var size = Height * Width;
        var grey = new float[size];
        for (var i = 0; i < size; i++) grey[i] = Math.Min(1, Red * Values[i] + Green * Values[size + i] + Blue * Values[2 * size + i]);
        return new Picture(1, Height, Width, grey);
    }

    private Picture ToRgb() => Channels == 3 ? this : new Picture(3, Height, Width, [.. Values, .. Values, .. Values]);
}
