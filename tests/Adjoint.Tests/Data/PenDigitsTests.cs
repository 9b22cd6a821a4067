using System.Security.Cryptography;

namespace Adjoint.Data.Tests;

public sealed class PenDigitsTests
{
    private static readonly DataSplits s_splits = new PenDigits().Load(2000, 500, seed: 1);

    private static ImageDataSet Train => (ImageDataSet)s_splits.Train;

    private static ImageDataSet Test => (ImageDataSet)s_splits.Test;

    [Fact]
    public void The_set_has_the_shape_and_the_classes_of_MNIST()
    {
        Assert.Equal((2000, 500), (Train.Count, Test.Count));
        Assert.Equal([1, 28, 28], Train.InputShape);
        Assert.Equal("0123456789", string.Concat(Train.Classes));
    }

    [Fact]
    public void An_example_depends_on_the_seed_and_its_number_alone()
    {
        var (fewer, other) = (Load(trainCount: 250, seed: 1), Load(trainCount: 250, seed: 2));
        Assert.Equal(Bytes(Train, 250), Bytes(fewer, 250));
        Assert.NotEqual(Bytes(Train, 250), Bytes(other, 250));
    }

    [Fact]
    public void The_pictures_are_the_same_on_every_machine()
    {
        // Recorded from the first release; a change of a single pixel is a change of the data set.
        var found = Convert.ToHexStringLower(SHA256.HashData(Bytes(Train, 2000)));
        Assert.Equal("84c33be9c5cba128c9b33cd0ada19c545ee156f50cb1abc7b1a27a31c935850a", found);
    }

    [Fact]
    public void Train_and_test_share_no_picture()
    {
        var train = Enumerable.Range(0, Train.Count).Select(i => Convert.ToBase64String(Train.Pixels(i))).ToHashSet();
        Assert.DoesNotContain(Enumerable.Range(0, Test.Count), i => train.Contains(Convert.ToBase64String(Test.Pixels(i))));
    }

    [Fact]
    public void The_ten_classes_are_equally_likely()
    {
        // 200 of each expected, standard deviation 13.4.
        var counts = Enumerable.Range(0, Train.Count).CountBy(Train.Label).ToList();
        Assert.Equal(10, counts.Count);
        Assert.All(counts, pair => Assert.InRange(pair.Value, 140, 260));
    }

    [Fact]
    public void Every_picture_has_its_centre_of_mass_in_the_middle_as_in_MNIST() => Assert.All(Enumerable.Range(0, Train.Count), i =>
    {
        var (mass, x, y) = (0, 0, 0);
        var pixels = Train.Pixels(i);
        for (var pixel = 0; pixel < pixels.Length; pixel++)
            (mass, x, y) = (mass + pixels[pixel], x + pixels[pixel] * (pixel % 28), y + pixels[pixel] * (pixel / 28));
        Assert.InRange(x / (double)mass, 12.5, 14.6);
        Assert.InRange(y / (double)mass, 12.5, 14.6);
    });

    [Fact]
    public void Every_picture_shows_ink_and_paper() => Assert.All(Enumerable.Range(0, Train.Count), i =>
    {
        var pixels = Train.Pixels(i).ToArray();
        Assert.Contains(pixels, pixel => pixel > 240);
        Assert.InRange(pixels.Count(pixel => pixel > 127), 15, 400);
    });

    [Fact]
    public void A_stroke_touches_the_edge_as_rarely_as_in_MNIST()
    {
        // MNIST: 1.2% of the training pictures have ink darker than half grey in the outermost ring.
        var touching = Enumerable.Range(0, Train.Count).Count(i =>
        {
            var pixels = Train.Pixels(i).ToArray();
            return Enumerable.Range(0, 28).Any(k =>
                Math.Max(pixels[k], pixels[27 * 28 + k]) > 127 || Math.Max(pixels[28 * k], pixels[28 * k + 27]) > 127);
        });
        Assert.InRange(touching / (double)Train.Count, 0, 0.012);
    }

    [Fact]
    public void The_nearest_picture_mostly_shows_the_same_digit()
    {
        const int asked = 100;
        var right = Enumerable.Range(0, asked).Count(i => Train.Label(Nearest(Test.Pixels(i))) == Test.Label(i));
        Assert.True(right >= 0.8 * asked, $"the nearest of {Train.Count} pictures is right for {right} of {asked}");
    }

    [Fact]
    public void Every_style_fits_the_pens_memory() => Assert.All(PenStyles.Digits.SelectMany(styles => styles), style =>
    {
        Assert.InRange(style.Points.Length, 2, PenDrawing.MostPoints);
        var pieces = style.Runs.Select(run => run.End.Value - run.Start.Value - 1).ToList();
        Assert.All(pieces, count => Assert.InRange(count, 1, style.Points.Length - 1));
        Assert.InRange(pieces.Sum(count => 1 + count * PenDrawing.Steps), 0, PenDrawing.MostPath);
    });

    private static ImageDataSet Load(int trainCount, ulong seed) => (ImageDataSet)new PenDigits().Load(trainCount, 1, seed).Train;

    private static byte[] Bytes(ImageDataSet set, int count)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < count; i++) bytes.AddRange([(byte)set.Label(i), .. set.Pixels(i)]);
        return [.. bytes];
    }

    private static int Nearest(ReadOnlySpan<byte> pixels)
    {
        var (best, bestDistance) = (0, int.MaxValue);
        for (var i = 0; i < Train.Count; i++)
        {
            var other = Train.Pixels(i);
            var distance = 0;
            for (var pixel = 0; pixel < pixels.Length && distance < bestDistance; pixel++)
                distance += (pixels[pixel] - other[pixel]) * (pixels[pixel] - other[pixel]);
            if (distance < bestDistance) (best, bestDistance) = (i, distance);
        }

        return best;
    }
}
