using System.Text.Json;
using Adjoint.Data.Tests;
using Adjoint.Tests;

namespace Adjoint.Data.Images.Tests;

public sealed class ImageFileTests
{
    private static readonly JsonElement s_pictures =
        JsonDocument.Parse(File.ReadAllBytes(TrainingFixture.PathOf("images.json"))).RootElement.GetProperty("png");

    public static TheoryData<int, string> Pictures
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < s_pictures.GetArrayLength(); i++) data.Add(i, s_pictures[i].Text("name"));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_of_any_kind_is_read_as_Pillow_reads_it(int index, string name)
    {
        var picture = s_pictures[index];
        var read = ImageFile.Decode(Convert.FromBase64String(picture.Text("png")), name);
        Assert.Equal(picture.Ints("shape"), read.Shape.ToArray());
        var expected = picture.Doubles("values");
        var found = read.ToArray<float>();
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-6);
    }

    [Theory]
    [InlineData(1, 5, 7)]
    [InlineData(3, 4, 3)]
    [InlineData(3, 1, 1)]
    [InlineData(1, 40, 300)]
    public void What_is_written_is_read_again(int channels, int height, int width)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("picture.png");
        var random = new Random(3);
        var values = Enumerable.Range(0, channels * height * width).Select(_ => random.Next(256) / 255f).ToArray();
        ImageFile.Write(path, Tensor.From<float>(values, [channels, height, width]));
        var read = ImageFile.Read(path);
        Assert.Equal([channels, height, width], read.Shape.ToArray());
        Assert.Equal(values, read.ToArray<float>());
    }

    [Fact]
    public void Smooth_pictures_are_written_small()
    {
        var values = Enumerable.Range(0, 256 * 256).Select(i => (i % 256 + i / 256) / 511f).ToArray();
        Assert.True(ImageFile.Encode(Tensor.From<float>(values, [256, 256])).Length < 256 * 256 / 20);
    }

    [Fact]
    public void Values_beyond_black_and_white_are_cut()
    {
        var bytes = ImageFile.Encode(Tensor.From<double>([-1, 0.5, double.PositiveInfinity, 1], [2, 2]));
        Assert.Equal([0, 128 / 255f, 1, 1], ImageFile.Decode(bytes, "cut").ToArray<float>());
    }

    [Fact]
    public void A_value_that_is_no_number_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => ImageFile.Encode(Tensor.From<float>([0, float.NaN], [1, 2])));
        Assert.Contains("value 1 of the picture is not a number", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_of_two_channels_is_no_picture()
    {
        var error = Assert.Throws<ShapeException>(() => ImageFile.Encode(Tensor.Zeros([2, 4, 4])));
        Assert.Contains("[2, 4, 4]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_become_grey_by_their_brightness_and_grey_becomes_colours()
    {
        var colour = ImageFile.Encode(Tensor.From<float>([1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1], [3, 2, 2]));
        var grey = ImageFile.Decode(colour, "c", ImageColor.Grey);
        Assert.Equal([1, 2, 2], grey.Shape.ToArray());
        Assert.Equal([0.299f, 0.587f, 0.114f, 1f], grey.ToArray<float>());
        var again = ImageFile.Decode(ImageFile.Encode(grey), "g", ImageColor.Rgb);
        Assert.Equal([3, 2, 2], again.Shape.ToArray());
        Assert.Equal(again.ToArray<float>()[..4], again.ToArray<float>()[8..]);
    }

    [Fact]
    public void Wherever_a_file_is_cut_short_the_error_names_it()
    {
        var whole = ImageFile.Encode(Tensor.From<float>([0, 0.2f, 0.4f, 0.6f], [2, 2]));
        for (var length = 0; length < whole.Length; length++)
        {
            var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(whole[..length], "short.png"));
            Assert.StartsWith("short.png: at byte ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_byte_that_is_changed_anywhere_is_noticed()
    {
        var whole = ImageFile.Encode(Tensor.From<float>([0, 0.2f, 0.4f, 0.6f], [2, 2]));
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => ImageFile.Decode(changed, "changed.png"));
        }
    }

    [Fact]
    public void A_picture_that_claims_more_than_its_bytes_can_hold_is_refused_before_memory_is_taken()
    {
        var bytes = Png.File(("IHDR", Png.Header(5000, 5000, kind: 6)), ("IDAT", Png.Pack(0)), ("IEND", []));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(bytes, "bomb.png"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Contains("enough for the 100005000 bytes of a picture of 5000 x 5000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_too_many_pixels_is_refused()
    {
        var bytes = Png.File(("IHDR", Png.Header(int.MaxValue, int.MaxValue)), ("IDAT", Png.Pack(0)), ("IEND", []));
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(bytes, "huge.png"));
        Assert.StartsWith("huge.png: at byte 16: found a picture of 2147483647 x 2147483647, ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the end of the pixels in row 1 of 2", 0, 1, 2)]
    [InlineData("more bytes than pixels", 0, 1, 2, 0, 3, 4, 0)]
    [InlineData("filter 5 in row 0", 5, 1, 2, 0, 3, 4)]
    public void Rows_that_do_not_fit_the_picture_are_refused(string found, params int[] raw)
    {
        var bytes = Png.Grey(Png.Pack([.. raw.Select(value => (byte)value)]));
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(bytes, "rows.png"));
        Assert.Contains($"found {found}, expected ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_whose_checksum_is_wrong_are_refused()
    {
        var packed = Png.Pack(0, 1, 2, 0, 3, 4);
        packed[^1] ^= 1;
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(Png.Grey(packed), "sum.png"));
        Assert.Contains("a damaged zlib stream", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(8, 1)]
    [InlineData(1, 2)]
    [InlineData(16, 3)]
    public void A_depth_that_the_colour_type_does_not_have_is_refused(byte depth, byte kind)
    {
        var bytes = Png.File(("IHDR", Png.Header(2, 2, depth, kind)), ("IDAT", Png.Pack(0)), ("IEND", []));
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(bytes, "kind.png"));
        Assert.Contains($"found {depth} bits a sample and colour type {kind}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_colour_that_the_palette_does_not_have_is_refused()
    {
        var bytes = Png.File(("IHDR", Png.Header(1, 1, kind: 3)), ("PLTE", [1, 2, 3]), ("IDAT", Png.Pack(0, 1)), ("IEND", []));
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(bytes, "palette.png"));
        Assert.Contains("found colour 1 of pixel 0, expected 0 to 0, the palette's", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chunk_that_must_be_known_and_is_not_is_refused()
    {
        var bytes = Png.File(("IHDR", Png.Header(1, 1)), ("ABCD", []), ("IDAT", Png.Pack(0, 1)), ("IEND", []));
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(bytes, "chunk.png"));
        Assert.Contains("at byte 37: found the chunk ABCD", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_else_than_a_picture_is_refused_with_what_it_begins_with()
    {
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode("GIF89a.."u8.ToArray(), "a.gif"));
        Assert.Equal("a.gif: at byte 0: found 0x4749463839612E2E, expected 0x89504E470D0A1A0A, the start of a PNG picture.", error.Message);
    }

    [SkippableTheory]
    [InlineData("astronaut.png", 3, 512, 512)]
    [InlineData("camera.png", 1, 512, 512)]
    [InlineData("chelsea.png", 3, 300, 451)]
    [InlineData("text.png", 1, 172, 448)]
    public void Photos_are_read(string name, int channels, int height, int width)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable(DataLocation.Variable) ?? "", "photos", name);
        Skip.IfNot(File.Exists(path), $"{DataLocation.Variable} holds no photos/{name}");
        var photo = ImageFile.Read(path);
        Assert.Equal([channels, height, width], photo.Shape.ToArray());
        var again = ImageFile.Decode(ImageFile.Encode(photo), name);
        Assert.Equal(photo.ToArray<float>(), again.ToArray<float>());
    }
}
