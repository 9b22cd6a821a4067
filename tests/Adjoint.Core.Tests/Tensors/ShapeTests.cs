using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Core.Tests.Tensors;

public sealed class ShapeTests
{
    private static Arbitrary<Shape> Shapes =>
        Gen.Choose(0, 3).ArrayOf().Where(sizes => sizes.Length <= 4).Select(sizes => Shape.Create(sizes)).ToArbitrary();

    [Fact]
    public void A_shape_is_equal_to_one_of_the_same_sizes()
    {
        Shape shape = [2, 3];
        Assert.Equal(shape, Shape.Create([2, 3]));
        Assert.True(shape == Shape.Create([2, 3]));
        Assert.True(shape != Shape.Create([3, 2]));
        Assert.Equal(shape.GetHashCode(), Shape.Create([2, 3]).GetHashCode());
        Assert.False(shape.Equals(null));
        Assert.Same(Shape.Scalar, Shape.Create([]));
    }

    [Fact]
    public void Sizes_are_read_from_both_ends()
    {
        Shape shape = [2, 3, 4];
        Assert.Equal((2, 4, 4, 3), (shape[0], shape[-1], shape[^1], shape[-2]));
        Assert.Equal((3, 24), (shape.Rank, shape.ElementCount));
        Assert.Equal("[2, 3, 4]", shape.ToString());
        Assert.Equal([2, 3, 4], shape);
    }

    [Fact]
    public void A_single_number_has_no_dimensions_and_one_element()
    {
        Assert.Equal((0, 1, "[]"), (Shape.Scalar.Rank, Shape.Scalar.ElementCount, Shape.Scalar.ToString()));
    }

    [Fact]
    public void A_size_of_0_leaves_no_elements()
    {
        Assert.Equal(0, Shape.Create([3, 0, 5]).ElementCount);
    }

    [Fact]
    public void Negative_sizes_and_too_many_elements_are_refused()
    {
        Assert.Contains("dimension 1", Assert.Throws<ShapeException>(() => Shape.Create([2, -1])).Message);
        Assert.Throws<ShapeException>(() => Shape.Create([1 << 20, 1 << 20]));
        Assert.Throws<ShapeException>(() => Shape.Create([int.MaxValue, int.MaxValue, int.MaxValue, 0]));
    }

    [Fact]
    public void A_dimension_that_does_not_exist_names_operation_shape_and_range()
    {
        Shape shape = [2, 3];
        Assert.Equal((1, 0), (shape.Normalize(-1, "sum"), shape.Normalize(-2, "sum")));
        var error = Assert.Throws<ShapeException>(() => shape.Normalize(2, "sum"));
        Assert.Contains("sum", error.Message);
        Assert.Contains("[2, 3]", error.Message);
        Assert.Contains("-2..1", error.Message);
        Assert.Contains("single number", Assert.Throws<ShapeException>(() => Shape.Scalar.Normalize(0, "sum")).Message);
    }

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 1, 3 }, new[] { 2, 3 })]
    [InlineData(new int[0], new[] { 4 }, new[] { 4 })]
    [InlineData(new[] { 1 }, new[] { 0 }, new[] { 0 })]
    [InlineData(new[] { 5, 1, 3 }, new[] { 2, 1 }, new[] { 5, 2, 3 })]
    public void Broadcasting_follows_the_rule_of_NumPy(int[] left, int[] right, int[] common)
    {
        Assert.Equal(Shape.Create(common), Shape.Broadcast(Shape.Create(left), Shape.Create(right), "add"));
        Assert.Equal(Shape.Create(common), Shape.Broadcast(Shape.Create(right), Shape.Create(left), "add"));
    }

    [Fact]
    public void Shapes_that_do_not_fit_name_the_dimension()
    {
        var error = Assert.Throws<ShapeException>(() => Shape.Broadcast([2, 3], [2, 4], "add"));
        Assert.Contains("dimension -1 is 3 on the left and 4 on the right", error.Message);
    }

    [Fact]
    public void Broadcasting_is_commutative_and_a_common_shape_stays()
    {
        Prop.ForAll(Shapes, Shapes, (left, right) =>
        {
            var common = Try(left, right);
            var stays = common is null || (Equals(Try(left, common), common) && Equals(Try(common, right), common));
            return stays && Equals(common, Try(right, left));
        }).QuickCheckThrowOnFailure();
    }

    private static Shape? Try(Shape left, Shape right)
    {
        try
        {
            return Shape.Broadcast(left, right, "test");
        }
        catch (ShapeException)
        {
            return null;
        }
    }
}
