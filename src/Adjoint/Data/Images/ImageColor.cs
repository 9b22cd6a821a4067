namespace Adjoint.Data.Images;

/// <summary>Which channels are made of the pixels of an image file.</summary>
public enum ImageColor
{
    /// <summary>One channel for a grey picture, three for a coloured one.</summary>
    AsStored,

    /// <summary>One channel, Y = 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).</summary>
    Grey,

    /// <summary>Three channels: red, green, blue.</summary>
    Rgb,
}
