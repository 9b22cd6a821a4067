namespace Adjoint.Core.Tests.Operations;

public sealed class ComparisonTests
{
    private static readonly Tensor s_numbers = Tensor.From<float>([-1, 0, 2, float.NaN, float.PositiveInfinity]);

    [Fact]
    public void Comparisons_with_a_number_are_false_for_NaN_except_inequality()
    {
        RequireTruths([true, false, false, false, false], s_numbers < 0);
        RequireTruths([true, true, false, false, false], s_numbers <= 0);
        RequireTruths([false, false, true, false, true], s_numbers > 0);
        RequireTruths([false, true, true, false, true], s_numbers >= 0);
        RequireTruths([false, true, false, false, false], s_numbers.Equal(0));
        RequireTruths([true, false, true, true, true], s_numbers.NotEqual(0));
    }

    [Fact]
    public void Tensors_compare_element_by_element_with_broadcasting()
    {
        var (row, column) = (Tensor.From<long>([1, 2]), Tensor.From<long>([1, 2, 3], [3, 1]));
        RequireTruths([false, true, false, false, false, false], column < row);
        RequireTruths([true, true, false, true, false, false], column <= row);
        RequireTruths([false, false, true, false, true, true], column > row);
        RequireTruths([true, false, false, true, false, false], column.Equal(row));
        Assert.Equal([3, 2], (column > row).Shape);
    }

    [Fact]
    public void Integers_are_compared_with_fractions_without_rounding()
    {
        var x = Tensor.From<long>([2, 3]);
        RequireTruths([true, false], x < 2.5);
        RequireTruths([false, true], x >= 2.5);
        RequireTruths([false, false], x.Equal(2.5));
        RequireTruths([true, true], Tensor.From<byte>([0, 255]) < 256);
        RequireTruths([true, true], x < double.PositiveInfinity);
    }

    [Fact]
    public void Element_types_must_be_equal()
    {
        var error = Assert.Throws<DTypeException>(() => s_numbers < Tensor.From<long>([1]));
        Assert.Contains("less: element types differ: float32[5] and int64[1]", error.Message);
    }

    [Fact]
    public void A_comparison_carries_no_gradient()
    {
        var x = Tensor.From<float>([1, 2]);
        x.RequiresGrad = true;
        Assert.False((x > 1).RequiresGrad);
    }

    [Fact]
    public void Truth_values_combine()
    {
        var (x, y) = (Tensor.From<bool>([true, true, false, false]), Tensor.From<bool>([true, false, true, false]));
        RequireTruths([true, false, false, false], x & y);
        RequireTruths([true, true, true, false], x | y);
        RequireTruths([false, false, true, true], !x);
        RequireTruths([true, true, false, false], x & Tensor.From<bool>([true]));
    }

    [Fact]
    public void Numbers_are_no_truth_values()
    {
        var truth = Tensor.From<bool>([true]);
        Assert.Contains("and: needs truth values, and one input is float32[5]", Assert.Throws<DTypeException>(() => truth & s_numbers).Message);
        Assert.Contains("or: needs truth values", Assert.Throws<DTypeException>(() => s_numbers | truth).Message);
        Assert.Contains("not: needs truth values", Assert.Throws<DTypeException>(() => !s_numbers).Message);
    }

    [Fact]
    public void Numbers_that_are_none_or_infinite_are_found()
    {
        RequireTruths([false, false, false, true, false], s_numbers.IsNaN());
        RequireTruths([true, true, true, false, false], s_numbers.IsFinite());
        RequireTruths([false, false], Tensor.From<long>([1, 2]).IsNaN());
        RequireTruths([true, true], Tensor.From<long>([1, 2]).IsFinite());
    }

    [Fact]
    public void A_choice_takes_any_element_type_and_numbers()
    {
        var condition = Tensor.From<bool>([true, false, true]);
        Assert.Equal([1, 5, 3], Tensor.Where(condition, Tensor.From<long>([1, 2, 3]), 5).ToArray<long>());
        Assert.Equal([5, 2, 5], Tensor.Where(condition, 5, Tensor.From<long>([1, 2, 3])).ToArray<long>());
        Assert.Equal([1, 0, 1], Tensor.Where(condition, Tensor.From<byte>([1]), Tensor.From<byte>([0])).ToArray<byte>());
        var error = Assert.Throws<DTypeException>(() => Tensor.Where(Tensor.From<long>([1]), condition, condition));
        Assert.Contains("its condition must be bool, and it is int64[1]", error.Message);
    }

    [Fact]
    public void A_mask_larger_than_the_tensor_is_refused()
    {
        Assert.Equal([9, 2, 9], Tensor.From<float>([1, 2, 3]).MaskedFill(Tensor.From<bool>([true, false, true]), 9).ToArray<float>());
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([3]).MaskedFill(Tensor.Zeros([2, 3], DType.Bool), 9));
        Assert.Contains("a mask of shape [2, 3] does not fit into [3]", error.Message);
    }

    [Fact]
    public void Bounds_that_hold_nothing_are_refused()
    {
        Assert.Contains("min 2 must not be above max 1", Assert.Throws<ArgumentException>(() => s_numbers.Clamp(2, 1)).Message);
        Assert.Contains("neither may be NaN", Assert.Throws<ArgumentException>(() => s_numbers.Clamp(double.NaN)).Message);
        Assert.Contains("neither min nor max is given", Assert.Throws<ArgumentException>(() => s_numbers.Clamp()).Message);
    }

    private static void RequireTruths(bool[] expected, Tensor actual) => Assert.Equal(expected, actual.ToArray<bool>());
}
