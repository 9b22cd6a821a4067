namespace Adjoint.Core.Tests.Ops;

/// <summary>
/// The framework's vector sine and cosine of double precision change their last digit once they are compiled anew after many calls; those
/// of single numbers do not.
/// </summary>
public sealed class ReproducibleWaveTests
{
    private static readonly double[] s_points = Tensor.RandN([4000], new Generator(3), DType.Float64).ToArray<double>();

    [Fact]
    public void The_sine_is_that_of_single_numbers_to_the_last_bit() =>
        Assert.Equal(s_points.Select(Math.Sin), Tensor.From(s_points).Sin().ToArray<double>());

    [Fact]
    public void The_cosine_is_that_of_single_numbers_to_the_last_bit() =>
        Assert.Equal(s_points.Select(Math.Cos), Tensor.From(s_points).Cos().ToArray<double>());
}
