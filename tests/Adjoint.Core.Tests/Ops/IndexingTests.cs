namespace Adjoint.Core.Tests.Ops;

public sealed class IndexingTests
{
    // [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]
    private static Tensor Grid => Tensor.Arange(0, 12).Reshape(3, 4);

    [Fact]
    public void A_position_removes_its_dimension_and_a_range_keeps_it()
    {
        var row = Grid[1];
        Assert.Equal([4], row.Shape);
        Assert.Equal([4, 5, 6, 7], row.ToArray<float>());
        Assert.Equal([1, 4], Grid[1..2].Shape);
        Assert.Equal([3, 7, 11], Grid[.., ^1].ToArray<float>());
        Assert.Equal([5, 6, 9, 10], Grid[1..3, 1..^1].ToArray<float>());
        Assert.Equal(7, Grid[1, 3].Item());
    }

    [Fact]
    public void A_negative_position_counts_from_the_end_as_in_PyTorch()
    {
        Assert.Equal(Grid[^1, ^2].Item(), Grid[-1, -2].Item());
    }

    [Fact]
    public void A_step_skips_and_a_negative_step_starts_at_the_end_of_the_range()
    {
        Assert.Equal([0, 2], Grid[0, (.., 2)].ToArray<float>());
        Assert.Equal([3, 2, 1, 0], Grid[0, (.., -1)].ToArray<float>());
        Assert.Equal([6, 4], Grid[1, (0..3, -2)].ToArray<float>());
        Assert.Equal([8, 0], Grid[(.., -2), 0].ToArray<float>());
    }

    [Fact]
    public void A_slice_is_a_view_of_the_same_elements()
    {
        var x = Grid;
        var column = x[.., 2];
        x.AsSpan<float>()[6] = 60;
        Assert.Equal([2, 60, 10], column.ToArray<float>());
    }

    [Fact]
    public void Slices_of_slices_and_of_reversed_views_land_on_the_right_elements()
    {
        var reversed = Grid[(.., -1), (.., -1)];
        Assert.Equal([11, 10, 9, 8], reversed[0].ToArray<float>());
        Assert.Equal([6, 2], reversed[1.., (1..3, 2)][.., 0].ToArray<float>());
        Assert.Equal(Grid.ToArray<float>(), reversed.Flip().ToArray<float>());
    }

    [Fact]
    public void An_empty_range_gives_an_empty_view_even_at_the_end()
    {
        Assert.Equal([0, 4], Grid[3..3].Shape);
        Assert.Equal([3, 0], Grid[.., ^0..].Shape);
        Assert.Equal([0], Grid[2, (4..4, -1)].Shape);
    }

    [Fact]
    public void The_gradient_of_a_slice_is_zero_outside_it()
    {
        var x = Grid;
        x.RequiresGrad = true;
        (x[1.., (.., -2)].Sum() * 3).Backward();
        Assert.Equal([0, 0, 0, 0, 0, 3, 0, 3, 0, 3, 0, 3], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void An_element_taken_twice_gets_both_gradients()
    {
        var x = Grid;
        x.RequiresGrad = true;
        (x[0, 1] * x[0, 1] + x[0].Sum()).Backward();
        Assert.Equal([1, 3, 1, 1], x.Grad![0].ToArray<float>());
    }

    [Fact]
    public void Positions_and_ranges_that_do_not_exist_are_named()
    {
        Assert.Contains("position 4 does not exist in dimension 1 of shape [3, 4]", Error(() => Grid[0, 4]));
        Assert.Contains("position ^4 does not exist in dimension 0", Error(() => Grid[-4]));
        Assert.Contains($"position ^{int.MaxValue}", Error(() => Grid[int.MinValue]));
        Assert.Contains("range 1..5 goes beyond dimension 0", Error(() => Grid[1..5]));
        Assert.Contains("(1..3, -1)", Error(() => Grid[2..1]));
        Assert.Contains("3 indices were given for shape [3, 4]", Error(() => Grid[0, 0, 0]));
        Assert.Contains("step of 0", Error(() => Grid[(.., 0)]));
        Assert.Contains("single number", Error(() => Tensor.Scalar(1).Select(0, 0)));
    }

    [Fact]
    public void A_step_beyond_the_end_takes_one_element()
    {
        Assert.Equal([0, 4, 8], Grid[.., (.., int.MaxValue)].ToArray<float>());
        Assert.Equal([3, 7, 11], Grid[.., (.., int.MinValue)].ToArray<float>());
    }

    private static string Error(Func<Tensor> action) => Assert.Throws<ShapeException>(action).Message;
}
