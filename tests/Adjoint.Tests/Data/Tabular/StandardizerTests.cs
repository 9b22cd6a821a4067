namespace Adjoint.Data.Tests;

public sealed class StandardizerTests
{
    [Fact]
    public void Columns_get_mean_0_and_standard_deviation_1_and_come_back()
    {
        double[] values = [1, 100, 2, 300, 3, 500, 6, 900];
        var standardizer = Standardizer.Fit(values, 2);
        Assert.Equal([3, 450], standardizer.Means);
        // The squares around 3: 4 + 1 + 0 + 9 = 14 in 4 rows.
        Assert.Equal(Math.Sqrt(14 / 4.0), standardizer.StandardDeviations[0], 12);
        var standard = new float[values.Length];
        standardizer.Transform(values, standard);
        for (var column = 0; column < 2; column++)
        {
            var own = standard.Where((_, index) => index % 2 == column).Select(value => (double)value).ToArray();
            Assert.Equal(0, own.Average(), 6);
            Assert.Equal(1, own.Average(value => value * value), 5);
        }
        var back = new double[values.Length];
        standardizer.Inverse(standard, back);
        Assert.All(values.Zip(back), pair => Assert.Equal(pair.First, pair.Second, Math.Abs(pair.First) * 1e-5));
    }

    [Fact]
    public void Constant_columns_keep_their_scale_and_huge_ones_do_not_overflow()
    {
        var standardizer = Standardizer.Fit([0.1, -1e300, 0.1, 1e300, 0.1, 0], 2);
        Assert.Equal(1, standardizer.StandardDeviations[0]);
        Assert.Equal(1e300 * Math.Sqrt(2 / 3.0), standardizer.StandardDeviations[1], 1e287);
    }

    [Fact]
    public void What_cannot_be_learned_from_is_refused_and_named()
    {
        Assert.Contains("row 2, column 1: found NaN", Assert.Throws<ArgumentException>(() =>
            Standardizer.Fit([1, 2, double.NaN, 4], 2)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Standardizer.Fit([], 2));
        Assert.Throws<ArgumentException>(() => Standardizer.Fit([1, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => new Standardizer([0], [0]));
        Assert.Throws<ArgumentException>(() => new Standardizer([0, 1], [1]));
        Assert.Throws<ArgumentException>(() => new Standardizer([double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => new Standardizer([0], [1]).Transform([1, 2], new float[1]));
    }
}
