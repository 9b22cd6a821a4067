using Adjoint.Data.Images;
using Adjoint.Graphs.Drawing;
using Adjoint.IO;

namespace Adjoint.Inspect;

/// <summary>
/// Small pictures in rows, each with a caption. As SVG the pixels stand inside, so that the file needs no other, and the captions are text;
/// a PNG has the pictures alone. An immutable value.
/// </summary>
public sealed record PictureGrid
{
    private const double Gap = 10;
    private const double Margin = 16;
    private const double TitleHeight = 30;
    private const double CaptionHeight = 20;
    private const double CaptionSize = 11;
    private const int PixelGap = 4;

    /// <summary>Stands above the pictures.</summary>
    public string Title { get; init; } = "";

    /// <summary>The pictures, row by row.</summary>
    public required IReadOnlyList<GridCell> Cells { get; init; }

    /// <summary>The number of pictures in a row.</summary>
    public int Columns { get; init; } = 8;

    /// <summary>About how many pixels the longest side of a picture takes.</summary>
    public int CellSize { get; init; } = 96;

    private int ColumnCount => Math.Min(Columns, Cells.Count);

    private int RowCount => (Cells.Count + Columns - 1) / Columns;

    /// <summary>The grid as SVG.</summary>
    public string ToSvg()
    {
        var sizes = Cells.Select(cell => Size(cell.Picture)).ToArray();
        var (high, wide) = (sizes.Select(size => size.Height).DefaultIfEmpty().Max(), sizes.Select(size => size.Width).DefaultIfEmpty().Max());
        var title = SvgElement.Text(Margin, 24, Title).Class("strong").Set("style", "font-size:14px");
        var width = Math.Max(2 * Margin + ColumnCount * (wide + Gap) - Gap, 2 * Margin + TextWidth.Of(Title, 14));
        var document = new SvgDocument(width, TitleHeight + Margin + RowCount * (high + CaptionHeight), Title).Add(title);
        for (var i = 0; i < Cells.Count; i++)
        {
            var (x, y) = (Margin + i % Columns * (wide + Gap), TitleHeight + i / Columns * (high + CaptionHeight));
            document.Add(Image(Cells[i], x, y, sizes[i]), Caption(Cells[i].Caption, x, y + sizes[i].Height + 13, wide));
        }
        return document.ToString();
    }

    /// <summary>The pictures as one, on white, [3, height, width]; each pixel of a small picture is a square.</summary>
    public Tensor ToPicture()
    {
        var shown = Cells.Select(cell => (Values: cell.Picture.To(DType.Float32).ToArray<float>(), cell.Picture.Shape,
            Factor: Math.Max(1, (int)Size(cell.Picture).Factor))).ToArray();
        var high = shown.Select(cell => cell.Shape[1] * cell.Factor).DefaultIfEmpty().Max();
        var wide = shown.Select(cell => cell.Shape[2] * cell.Factor).DefaultIfEmpty().Max();
        var (height, width) = (PixelGap + RowCount * (high + PixelGap), PixelGap + ColumnCount * (wide + PixelGap));
        var pixels = new float[checked(3 * height * width)];
        Array.Fill(pixels, 1);
        for (var i = 0; i < shown.Length; i++)
        {
            var (top, left) = (PixelGap + i / Columns * (high + PixelGap), PixelGap + i % Columns * (wide + PixelGap));
            var (values, shape, factor) = shown[i];
            for (var row = 0; row < 3 * shape[1] * factor; row++)
            {
                var (channel, y) = Math.DivRem(row, shape[1] * factor);
                var from = (channel * shape[1] + y / factor) * shape[2];
                var to = (channel * height + top + y) * width + left;
                for (var x = 0; x < shape[2] * factor; x++) pixels[to + x] = values[from + x / factor];
            }
        }
        return Tensor.From<float>(pixels, [3, height, width]);
    }

    /// <summary>Writes the grid as SVG or PNG, by the file's ending.</summary>
    /// <param name="path">The file, <c>.svg</c> or <c>.png</c>.</param>
    /// <exception cref="ArgumentException">The file ends otherwise.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var ending = Path.GetExtension(path);
        if (ending.Equals(".svg", StringComparison.OrdinalIgnoreCase)) AtomicFile.WriteText(path, ToSvg());
        else if (ending.Equals(".png", StringComparison.OrdinalIgnoreCase)) ImageFile.Write(path, ToPicture());
        else throw new ArgumentException($"a picture is written as .svg or .png, and the file is called '{path}'.", nameof(path));
    }

    private static SvgElement Image(GridCell cell, double x, double y, (double Height, double Width, double Factor) size)
    {
        var image = new SvgElement("image").Set("x", x).Set("y", y).Set("width", size.Width).Set("height", size.Height)
            .Set("href", "data:image/png;base64," + Convert.ToBase64String(ImageFile.Encode(cell.Picture)));
        // Pixels of an enlarged picture are squares, not a blur.
        if (size.Factor > 1) image.Set("style", "image-rendering:pixelated");
        return cell.Caption.Length == 0 ? image : image.Title(cell.Caption);
    }

    private static SvgElement Caption(string caption, double x, double y, double width) =>
        SvgElement.Text(x, y, TextWidth.Fit(caption, width + Gap - 4, CaptionSize)).Class("faint").Set("style", $"font-size:{CaptionSize}px");

    private (double Height, double Width, double Factor) Size(Tensor picture)
    {
        var (height, width) = (picture.Shape[1], picture.Shape[2]);
        var factor = (double)CellSize / Math.Max(height, width);
        if (factor > 1) factor = Math.Round(factor);
        return (height * factor, width * factor, factor);
    }
}

/// <summary>One picture of a grid.</summary>
/// <param name="Picture">The picture, [3, height, width] of values from 0 to 1.</param>
/// <param name="Caption">What it shows, in a few words; may be empty.</param>
public sealed record GridCell(Tensor Picture, string Caption);
