namespace Adjoint.Training.Tests;

public sealed class CrossValidationResultTests
{
    [Fact]
    public void Mean_and_standard_deviation_are_those_of_a_sample()
    {
        var result = new CrossValidationResult([Fold(0.5, 0.8), Fold(0.3, 0.9), Fold(0.1, 1.0)]);
        Assert.Equal(["acc", "loss"], result.Names);
        Assert.Equal(0.9, result.Mean("acc"), 12);
        // The squares around the mean are 0.01, 0 and 0.01; divided by 2.
        Assert.Equal(0.1, result.StandardDeviation("acc"), 12);
        Assert.Equal("acc 0.9000 +- 0.1000, loss 0.3000 +- 0.2000", result.ToString());
    }

    private static Score Fold(double loss, double accuracy) => new(loss, 10, new MetricValue("acc", accuracy));
}
