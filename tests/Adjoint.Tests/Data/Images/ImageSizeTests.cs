using System.Text.Json;
using Adjoint.Tests;

namespace Adjoint.Data.Images.Tests;

public sealed class ImageSizeTests
{
    private static readonly JsonElement s_cases =
        JsonDocument.Parse(File.ReadAllBytes(TrainingFixture.PathOf("images.json"))).RootElement.GetProperty("resized");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, s_cases.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_picture_is_resized_as_PyTorch_resizes_it(int index)
    {
        var image = s_cases[index].GetProperty("image");
        var expected = s_cases[index].GetProperty("result");
        var shape = expected.Ints("shape");
        float[] values = [.. image.Doubles("values").Select(value => (float)value)];
        var result = ImageSize.Resize(Tensor.From<float>(values, Shape.Create(image.Ints("shape"))), shape[1], shape[2]);
        Assert.Equal(shape, result.Shape.ToArray());
        var found = result.ToArray<float>();
        var wanted = expected.Doubles("values");
        for (var i = 0; i < found.Length; i++) Assert.Equal(wanted[i], found[i], 1e-5);
    }

    [Theory]
    [InlineData(4, 8, 2, 2)]
    [InlineData(8, 4, 3, 2)]
    [InlineData(2, 9, 28, 28)]
    public void A_picture_of_one_colour_fills_any_size_with_it(int height, int width, int newHeight, int newWidth)
    {
        var filled = ImageSize.Fill(Tensor.Full([3, height, width], 0.25f), newHeight, newWidth);
        Assert.Equal([3, newHeight, newWidth], filled.Shape.ToArray());
        Assert.All(filled.ToArray<float>(), value => Assert.Equal(0.25f, value, 1e-6f));
    }

    [Fact]
    public void What_stands_out_is_cut_off_on_both_sides()
    {
        // Columns 0 to 5 of two rows: the middle two stay.
        var image = Tensor.From<float>([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5], [1, 2, 6]);
        Assert.Equal([2, 3, 2, 3], ImageSize.Fill(image, 2, 2).ToArray<float>());
    }

    [Fact]
    public void More_than_is_there_cannot_be_cut_out()
    {
        var error = Assert.Throws<ShapeException>(() => ImageSize.CentreCrop(Tensor.Zeros([3, 4, 4]), 5, 2));
        Assert.Contains("5 x 2 cannot be cut out of a picture [3, 4, 4]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_picture_is_refused()
    {
        Assert.Throws<ShapeException>(() => ImageSize.Resize(Tensor.Zeros([4, 4]), 2, 2));
        Assert.Throws<ShapeException>(() => ImageSize.Resize(Tensor.Zeros([1, 0, 4]), 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageSize.Resize(Tensor.Zeros([1, 4, 4]), 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageSize.Resize(Tensor.Zeros([1, 4, 4]), int.MaxValue, int.MaxValue));
    }
}
