using System.Text;

namespace Adjoint.Cli.Commands;

/// <summary>Draws a small grey image with characters, two columns a pixel so that it looks square.</summary>
internal static class CharacterImage
{
    private const string Shades = " .:-=+*#%@";

    public static string Draw(ReadOnlySpan<float> pixels, int width)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pixels.Length; i++)
        {
            var shade = Shades[Math.Clamp((int)(pixels[i] * Shades.Length), 0, Shades.Length - 1)];
            text.Append(shade, 2);
            if ((i + 1) % width == 0) text.Append('\n');
        }
        return text.ToString();
    }
}
