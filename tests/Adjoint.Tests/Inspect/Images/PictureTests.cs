using System.Text.RegularExpressions;
using System.Xml.Linq;
using Adjoint.Data.Images;
using Adjoint.Graphs.Drawing;
using Adjoint.Inspect;

namespace Adjoint.Tests.Inspect.Images;

public sealed class PictureTests
{
    [Fact]
    public void A_grey_image_is_the_same_in_all_three_colours()
    {
        var picture = Colouring.OfImage(Tensor.From<float>([0, 0.25f, 0.5f, 1], [1, 2, 2]));
        Assert.Equal([3, 2, 2], picture.Shape);
        Assert.Equal([0, 0.25f, 0.5f, 1, 0, 0.25f, 0.5f, 1, 0, 0.25f, 0.5f, 1], picture.ToArray<float>());
    }

    [Fact]
    public void A_normalised_image_is_stretched_from_black_to_white()
    {
        Assert.Equal([0, 0.5f, 1], Colouring.OfImage(Tensor.From<float>([-2, 0, 2], [1, 1, 3]))[0].ToArray<float>());
        Assert.Equal([0.5f, 0.5f], Colouring.OfImage(Tensor.From<float>([7, 7], [1, 1, 2]))[0].ToArray<float>());
    }

    [Fact]
    public void Weights_have_their_zero_in_the_middle()
    {
        var colour = Colouring.OfWeights(Tensor.From<float>([-2, 0, 1], [3, 1, 1]));
        Assert.Equal([0, 0.5f, 0.75f], colour.ToArray<float>());
        var grey = Colouring.OfWeights(Tensor.From<float>([-3, 0, 3], [1, 1, 3]));
        var scale = ColourScale.Signed(3);
        Assert.Equal(new[] { -3, 0, 3 }.Select(value => scale.ChannelsOf(value).Red / 255f), grey[0].ToArray<float>());
        Assert.Equal("#f7f7f7", scale.Of(0));
    }

    [Fact]
    public void What_is_no_image_or_map_is_refused()
    {
        Assert.Throws<ShapeException>(() => Colouring.OfImage(Tensor.Zeros([2, 3, 3])));
        Assert.Throws<ShapeException>(() => Colouring.OfWeights(Tensor.Zeros([3, 3])));
        Assert.Throws<ShapeException>(() => Colouring.OfMap(Tensor.Zeros([3, 3, 3])));
    }

    [Fact]
    public void A_map_that_is_no_number_anywhere_is_still_drawn() =>
        Assert.Equal([3, 1, 2], Colouring.OfMap(Tensor.Full([1, 2], double.NaN)).Shape);

    [Fact]
    public void Scales_go_from_end_to_end()
    {
        Assert.Equal(((byte)0, (byte)0, (byte)0), ColourScale.Grey(0, 2).ChannelsOf(-1));
        Assert.Equal(((byte)255, (byte)255, (byte)255), ColourScale.Grey(0, 2).ChannelsOf(2));
        Assert.Equal(ColourScale.Over([0.0, 2.0]).Of(0.7), ColourScale.Rising(0, 2).Of(0.7));
        Assert.Equal(ColourScale.Over([-1.0, 2.0]).Of(0.7), ColourScale.Signed(2).Of(0.7));
    }

    [Fact]
    public void A_map_is_enlarged_between_its_values_and_kept_where_the_size_is_the_same()
    {
        var map = Tensor.From<float>([0, 2, 4, 6], [1, 2, 2]);
        Assert.Equal(map.ToArray<float>(), ImageSize.Resize(map, 2, 2).ToArray<float>());
        Assert.Equal([0, 0.5f, 1.5f, 2], ImageSize.Resize(Tensor.From<float>([0, 2], [1, 1, 2]), 1, 4).ToArray<float>());
        Assert.Equal([3, 3, 3, 3, 3, 3], ImageSize.Resize(Tensor.From<float>([3], [1, 1, 1]), 2, 3).ToArray<float>());
    }

    [Fact]
    public void A_line_of_one_pixel_is_still_there_when_the_image_shrinks()
    {
        var image = Tensor.Zeros([1, 9, 9]);
        image[0, 4].CopyFrom(Tensor.Ones([9]));
        // The triangle of three pixels' reach around row 4 gives it 1/3 of the middle pixel.
        Near.Equal([1.0 / 3], ImageSize.Resize(image, 3, 3)[0, 1, 1].Reshape([1]).To(DType.Float64).ToArray<double>(), 1e-6);
        Assert.Throws<ShapeException>(() => ImageSize.Resize(Tensor.Zeros([3]), 2, 2));
        Assert.Throws<ShapeException>(() => ImageSize.Resize(Tensor.Zeros([1, 0, 3]), 2, 2));
    }

    [Fact]
    public void The_svg_has_the_pixels_inside_and_the_captions_as_text()
    {
        var red = Tensor.From<float>([1, 0, 0], [3, 1, 1]);
        var grid = new PictureGrid { Title = "a < b", Cells = [new(red, "red & dead"), new(red * 0, "black")] };
        var document = XDocument.Parse(grid.ToSvg());
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal(["a < b", "red & dead", "black"], document.Descendants(svg + "text").Select(text => text.Value));
        var images = document.Descendants(svg + "image").Select(image => (string)image.Attribute("href")!).ToArray();
        Assert.Equal(2, images.Length);
        var match = Regex.Match(images[0], "^data:image/png;base64,(.+)$");
        Assert.Equal([1, 0, 0], ImageFile.Decode(Convert.FromBase64String(match.Groups[1].Value), "red").ToArray<float>());
    }

    [Fact]
    public void The_png_has_the_pictures_in_rows_on_white()
    {
        var red = Tensor.From<float>([1, 0, 0], [3, 1, 1]);
        var picture = new PictureGrid { Cells = [new(red, ""), new(red * 0, ""), new(red, "")], Columns = 2, CellSize = 10 }.ToPicture();
        // Two columns and two rows of 10, with gaps of 4 around.
        Assert.Equal([3, 32, 32], picture.Shape);
        Assert.Equal([1, 1, 1], picture[.., 0, 0].ToArray<float>());
        Assert.Equal([1, 0, 0], picture[.., 4, 13].ToArray<float>());
        Assert.Equal([1, 1, 1], picture[.., 4, 14].ToArray<float>());
        Assert.Equal([0, 0, 0], picture[.., 4, 18].ToArray<float>());
        Assert.Equal([1, 0, 0], picture[.., 18, 4].ToArray<float>());
        Assert.Equal([1, 1, 1], picture[.., 18, 18].ToArray<float>());
    }

    [Fact]
    public void A_file_is_written_by_its_ending()
    {
        var grid = new PictureGrid { Cells = [new(Tensor.Zeros([3, 2, 2]), "black")] };
        var folder = Directory.CreateTempSubdirectory("adjoint-pictures-").FullName;
        try
        {
            grid.Save(Path.Combine(folder, "grid.SVG"));
            grid.Save(Path.Combine(folder, "grid.png"));
            Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder, "grid.SVG")), StringComparison.Ordinal);
            Assert.Equal(grid.ToPicture().Shape, ImageFile.Read(Path.Combine(folder, "grid.png"), ImageColor.Rgb).Shape);
            Assert.Contains(".svg or .png",
                Assert.Throws<ArgumentException>(() => grid.Save(Path.Combine(folder, "grid.gif"))).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
