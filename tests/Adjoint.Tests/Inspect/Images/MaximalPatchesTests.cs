using Adjoint.Data;
using Adjoint.Inspect;
using Adjoint.Nn;

namespace Adjoint.Tests.Inspect.Images;

public sealed class MaximalPatchesTests
{
    // Three black images with one spot each: 50 at (2, 1), 200 at (3, 4), 100 at (0, 0).
    private static readonly ImageDataSet s_spots = Spots((2, 1, 50), (3, 4, 200), (0, 0, 100));

    [Fact]
    public void The_patches_lie_where_the_filter_fits_best_the_strongest_first()
    {
        // A kernel whose centre alone counts finds the spots themselves.
        var network = Centre();
        var patches = MaximalPatches.Of(network, s_spots, "conv", [0]).Channels[0].Patches;
        Assert.Equal([1, 2, 0], patches.Select(patch => patch.Example));
        Assert.Equal([200 / 255f, 100 / 255f, 50 / 255f], patches.Select(patch => (float)patch.Activation));
        Assert.Equal([new(2, 3, 3, 2), new(0, 0, 2, 2), new ImageBox(1, 0, 3, 3)], patches.Select(patch => patch.Box));
        Assert.Equal([0, 0, 0, 200 / 255f, 0, 0], patches[0].Pixels.ToArray<float>());
    }

    [Fact]
    public void Only_so_many_are_kept_and_searched()
    {
        Assert.Equal([1, 2], MaximalPatches.Of(Centre(), s_spots, count: 2).Channels[0].Patches.Select(patch => patch.Example));
        Assert.Equal([0], MaximalPatches.Of(Centre(), s_spots, examples: 1).Channels[0].Patches.Select(patch => patch.Example));
    }

    [Fact]
    public void Channels_that_are_not_there_are_told()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => MaximalPatches.Of(Centre(), s_spots, "conv", [1]));
        Assert.Contains("layer 'conv' has channels 0 to 0, and no channel 1", error.Message);
        Assert.Throws<UnknownNameException>(() => MaximalPatches.Of(Centre(), s_spots, "comv"));
    }

    [Fact]
    public void The_grid_has_a_row_a_channel()
    {
        var grid = MaximalPatches.Of(Centre(), s_spots).ToGrid();
        Assert.Equal(3, grid.Columns);
        Assert.Equal(["channel 0", "", ""], grid.Cells.Select(cell => cell.Caption));
    }

    private static Sequential Centre() => new()
    {
        { "conv", SmallNetworks.WithWeight(new Conv2d(1, 1, 3, padding: 1, bias: false), 0, 0, 0, 0, 1, 0, 0, 0, 0) },
        { "flat", new Flatten() },
    };

    private static ImageDataSet Spots(params (int Row, int Column, byte Value)[] spots)
    {
        var pixels = new byte[spots.Length * 25];
        for (var i = 0; i < spots.Length; i++) pixels[i * 25 + spots[i].Row * 5 + spots[i].Column] = spots[i].Value;
        return new ImageDataSet("spots", [1, 5, 5], pixels, new byte[spots.Length], ["spot"]);
    }
}
