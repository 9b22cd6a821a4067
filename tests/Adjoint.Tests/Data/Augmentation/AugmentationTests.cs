using System.Text.Json;
using Adjoint.Tests;

namespace Adjoint.Data.Tests;

/// <summary>What holds of every augmentation that has a name, and what each one does.</summary>
public sealed class AugmentationTests
{
    private const int Height = 6;
    private const int Width = 5;
    private const int Length = 2 * Height * Width;

    private static readonly JsonElement s_moved =
        JsonDocument.Parse(File.ReadAllBytes(TrainingFixture.PathOf("images.json"))).RootElement.GetProperty("moved");

    public static TheoryData<string> Names => [.. AugmentationCatalogue.Entries.Select(entry => entry.Name)];

    public static TheoryData<int> Moved => [.. Enumerable.Range(0, s_moved.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Names))]
    public void With_strength_0_an_image_stays_as_it_is(string name)
    {
        for (var epoch = 0; epoch < 20; epoch++) Assert.Equal(Image(), Augmented($"{name}:0", epoch));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Seed_epoch_and_example_decide_what_is_done(string name)
    {
        // An image may be let be by chance, but hardly ten times.
        var all = Enumerable.Range(0, 10).Select(epoch => Augmented(name, epoch)).ToList();
        Assert.Equal(all, Enumerable.Range(0, 10).Select(epoch => Augmented(name, epoch)));
        Assert.NotEqual(all, Enumerable.Range(10, 10).Select(epoch => Augmented(name, epoch)));
        Assert.NotEqual(all, Enumerable.Range(0, 10).Select(epoch => Augmented(name, epoch, seed: 6)));
        Assert.NotEqual(all, Enumerable.Range(0, 10).Select(epoch => Augmented(name, epoch, example: 4)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_value_leaves_the_range_of_the_image_and_its_background(string name)
    {
        for (var epoch = 0; epoch < 50; epoch++) Assert.All(Augmented(name, epoch), value => Assert.InRange(value, 0, 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_text_makes_the_same_again(string name)
    {
        var made = AugmentationEntry.Parse(name.ToUpperInvariant());
        Assert.StartsWith(name + ":", made.ToString(), StringComparison.Ordinal);
        Assert.Equal(made.ToString(), AugmentationEntry.Parse(made.ToString()).ToString());
        Assert.IsType(made.GetType(), AugmentationEntry.Parse(made.ToString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_strength_that_is_none_is_refused(string name)
    {
        foreach (var text in (string[])[$"{name}:-1", $"{name}:1e6"])
        {
            var refused = Assert.Throws<ArgumentException>(() => AugmentationEntry.Parse(text));
            Assert.StartsWith($"'{text}': ", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"Hint: {name}:", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Parameter", refused.Message, StringComparison.Ordinal);
        }
        var error = Assert.Throws<ArgumentException>(() => AugmentationEntry.Parse($"{name}:x"));
        Assert.StartsWith($"'{name}:x': what follows the colon is no number. Hint: {name}:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_gets_the_nearest_one_as_a_suggestion() =>
        Assert.Equal("crop", Assert.Throws<UnknownNameException>(() => AugmentationEntry.Parse("corp:3")).Suggestion);

    [Fact]
    public void A_crop_is_every_shift_up_to_the_padding_with_background_behind()
    {
        var seen = new HashSet<(int, int)>();
        for (var epoch = 0; epoch < 400; epoch++)
        {
            var cropped = Augmented("crop:2", epoch);
            var shift = (from down in Enumerable.Range(-2, 5)
                         from right in Enumerable.Range(-2, 5)
                         where cropped.SequenceEqual(Shifted(down, right))
                         select (down, right)).ToList();
            seen.Add(Assert.Single(shift));
        }
        Assert.Equal(25, seen.Count);
    }

    [Fact]
    public void A_crop_may_shift_an_image_out_of_sight()
    {
        var backgrounds = Enumerable.Range(0, 50).Count(epoch => Augmented("crop:100", epoch).All(value => value == 0));
        Assert.InRange(backgrounds, 30, 50);
    }

    [Fact]
    public void About_half_of_the_images_are_flipped_left_to_right()
    {
        var image = Image();
        var mirrored = Enumerable.Range(0, Length).Select(i => image[i / Width * Width + Width - 1 - i % Width]).ToArray();
        var flipped = 0;
        for (var epoch = 0; epoch < 1000; epoch++)
        {
            var result = Augmented("flip", epoch);
            if (result.SequenceEqual(mirrored)) flipped++;
            else Assert.Equal(image, result);
        }
        // Five standard deviations of a fair coin.
        Assert.InRange(flipped, 421, 579);
    }

    [Fact]
    public void What_is_erased_is_a_rectangle_of_zeros_in_all_channels()
    {
        var erased = 0;
        for (var epoch = 0; epoch < 400; epoch++)
        {
            var (image, result) = (Image(), Augmented("erase:0.5", epoch));
            var gone = Enumerable.Range(0, Length).Where(i => result[i] == 0 && image[i] != 0).ToList();
            Assert.All(Enumerable.Range(0, Length).Except(gone), i => Assert.Equal(image[i], result[i]));
            if (gone.Count == 0) continue;
            erased++;
            Assert.Equal(0, gone.Count % 2);
            var pixels = gone.Where(i => i < Height * Width).Select(i => (Y: i / Width, X: i % Width)).ToList();
            var area = (pixels.Max(p => p.Y) - pixels.Min(p => p.Y) + 1) * (pixels.Max(p => p.X) - pixels.Min(p => p.X) + 1);
            Assert.Equal(area, pixels.Count);
        }
        Assert.InRange(erased, 150, 250);
    }

    [Theory]
    [MemberData(nameof(Moved))]
    public void An_image_is_moved_as_torchvision_moves_it(int index)
    {
        var moved = s_moved[index];
        var image = moved.GetProperty("image");
        var shape = image.Ints("shape");
        var values = image.Doubles("values").Select(value => (float)value).ToArray();
        var scratch = new float[ImageView.ScratchLength(shape[1], shape[2])];
        AffineMap.About(shape[1], shape[2], float.DegreesToRadians(Number("angle")), Number("scale"), Number("right"), Number("down"))
            .Apply(new ImageView(values, scratch, new float[shape[0]], shape[1], shape[2]));
        var expected = moved.GetProperty("result").Doubles("values");
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], values[i], 1e-4);

        float Number(string name) => moved.GetProperty(name).GetSingle();
    }

    [Fact]
    public void A_rotation_leaves_the_middle_of_a_large_disc_alone_and_turns_its_edge()
    {
        var image = new float[21 * 21];
        image.AsSpan(10 * 21 + 10, 11).Fill(1);
        var scratch = new float[ImageView.ScratchLength(21, 21)];
        var random = new SplitMix64(1, 1);
        ((RandomRotation)AugmentationEntry.Parse("rotate:90")).Apply(new ImageView(image, scratch, new float[1], 21, 21), ref random);
        Assert.Equal(1, image[10 * 21 + 10], 1e-5f);
        Assert.True(image[10 * 21 + 20] < 1);
    }

    private static float[] Augmented(string text, int epoch, ulong seed = 5, int example = 3)
    {
        var image = Image();
        var set = new ImageDataSet("two", [2, Height, Width], new byte[Length], [0], ["a"]);
        var augmenter = new Augmenter(set, [AugmentationEntry.Parse(text)], seed);
        augmenter.Apply(image, [example], epoch, new float[augmenter.ScratchLength]);
        return image;
    }

    // No value is 0, which is the background.
    private static float[] Image() => [.. Enumerable.Range(1, Length).Select(i => (float)i / Length)];

    private static float[] Shifted(int down, int right)
    {
        var image = Image();
        return [.. Enumerable.Range(0, Length).Select(i =>
        {
            var (channel, y, x) = (i / (Height * Width), i / Width % Height - down, i % Width - right);
            return y is >= 0 and < Height && x is >= 0 and < Width ? image[(channel * Height + y) * Width + x] : 0;
        })];
    }
}
