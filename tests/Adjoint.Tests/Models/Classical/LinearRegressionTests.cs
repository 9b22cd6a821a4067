using Adjoint.LinearAlgebra;
using Adjoint.Losses;
using Adjoint.Models;
using Adjoint.Optim;
using Adjoint.Tests.LinearAlgebra;

namespace Adjoint.Tests.Models.Classical;

public sealed class LinearRegressionTests
{
    public static TheoryData<int, LeastSquaresMethod> Cases
    {
        get
        {
            var cases = new TheoryData<int, LeastSquaresMethod>();
            for (var i = 0; i < ModelFixture.Part("linear").GetArrayLength(); i++)
            {
                cases.Add(i, LeastSquaresMethod.QR);
                cases.Add(i, LeastSquaresMethod.Cholesky);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Both_closed_forms_are_those_of_PyTorch(int number, LeastSquaresMethod method)
    {
        var json = ModelFixture.Part("linear")[number];
        var (weight, targets) = (json.Matrix("weight"), json.Matrix("targets"));
        var model = new LinearRegression(weight.Shape[1], weight.Shape[0], dtype: DType.Float64);
        var fit = model.Fit(json.Matrix("inputs"), targets, method, json.GetProperty("penalty").GetDouble());
        LinearAlgebraFixture.AssertNear(weight, model.Weight);
        LinearAlgebraFixture.AssertNear(json.Matrix("bias"), model.Bias);
        Near.Equal([json.GetProperty("residual").GetDouble()], [fit.ResidualSumOfSquares], 1e-10);
        var total = (targets - targets.Mean(0)).Square().Sum().Item();
        Near.Equal([1 - fit.ResidualSumOfSquares / total], [fit.R2], 1e-12);
    }

    [Fact]
    public void Gradient_descent_comes_to_the_closed_form()
    {
        var (inputs, targets) = Problem(60, 4);
        var closed = new LinearRegression(4, dtype: DType.Float64);
        closed.Fit(inputs, targets);
        var model = new LinearRegression(4, generator: new Generator(2), dtype: DType.Float64);
        var optimizer = new SGD(model.Parameters(), learningRate: 0.2);
        var column = targets.Unsqueeze(1);
        for (var step = 0; step < 1000; step++)
        {
            optimizer.ZeroGrad();
            new MSELoss().Compute(model.Forward(inputs), column).Backward();
            optimizer.Step();
        }
        LinearAlgebraFixture.AssertNear(closed.Weight, model.Weight, 1e-8);
        LinearAlgebraFixture.AssertNear(closed.Bias, model.Bias, 1e-8);
    }

    [Theory]
    [InlineData(LeastSquaresMethod.QR)]
    [InlineData(LeastSquaresMethod.Cholesky)]
    public void Dependent_columns_are_named_with_the_sum_they_are_and_ridge_is_offered(LeastSquaresMethod method)
    {
        var (inputs, targets) = Problem(40, 2);
        var (a, b) = (inputs[.., 0], inputs[.., 1] * 1000);
        var dependent = Tensor.Stack([a, b, b * 0 + 7, 2 * a - 3 * b + 5], dim: 1);
        var model = new LinearRegression(4, dtype: DType.Float64);
        var error = Assert.Throws<RankDeficientException>(
            () => model.Fit(dependent, targets, method, names: ["rooms", "income", "year", "total"]));
        Assert.Equal(2, error.Rank);
        Assert.Contains("'year' is constant", error.Message, StringComparison.Ordinal);
        Assert.Contains("'total' = 2 'rooms' - 3 'income' + 5", error.Message, StringComparison.Ordinal);
        Assert.Equal(["'year'", "'total'"], error.DependentColumns);
        Assert.Contains("ridge", error.Message, StringComparison.Ordinal);
        Assert.True(double.IsFinite(model.Fit(dependent, targets, method, penalty: 1).R2));
    }

    [Fact]
    public void Fewer_examples_than_weights_are_said()
    {
        var (inputs, targets) = Problem(3, 5);
        var error = Assert.Throws<RankDeficientException>(() => new LinearRegression(5).Fit(inputs, targets));
        Assert.Contains("3 examples are too few for 5 columns", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearly_dependent_columns_are_solved_by_QR_where_the_normal_equations_are_lost()
    {
        var (inputs, targets) = Problem(40, 2);
        var near = Tensor.Stack([inputs[.., 0], inputs[.., 0] + 1e-9 * inputs[.., 1]], dim: 1);
        var model = new LinearRegression(2, dtype: DType.Float64);
        var error = Assert.Throws<SingularMatrixException>(() => model.Fit(near, targets, LeastSquaresMethod.Cholesky));
        Assert.Contains("QR", error.Message, StringComparison.Ordinal);
        var independent = new LinearRegression(2, dtype: DType.Float64);
        Assert.Equal(independent.Fit(inputs, targets).R2, model.Fit(near, targets).R2, 1e-6);
    }

    [Fact]
    public void Units_and_offsets_of_the_columns_do_not_matter()
    {
        var (inputs, targets) = Problem(50, 3);
        var model = new LinearRegression(3, dtype: DType.Float64);
        var plain = model.Fit(inputs, targets).R2;
        var scaled = inputs * Tensor.From<double>([1e-30, 1, 1e160]) + Tensor.From<double>([0, 1e6, 0]);
        Assert.Equal(plain, model.Fit(scaled, targets).R2, 1e-9);
    }

    [Fact]
    public void What_does_not_fit_or_is_not_finite_is_an_error_and_changes_nothing()
    {
        var (inputs, targets) = Problem(10, 2);
        var model = new LinearRegression(2, generator: new Generator(1));
        var before = model.Weight.Value.ToArray<float>();
        Assert.Contains("[10, 2]", Assert.Throws<ShapeException>(() => new LinearRegression(3).Fit(inputs, targets)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => model.Fit(inputs, targets[..9]));
        Assert.Throws<ShapeException>(() => model.Fit(Tensor.Zeros([0, 2]), Tensor.Zeros([0])));
        Assert.Contains("row 9", Assert.Throws<ArgumentException>(() => model.Fit(inputs, Tensor.Concat([targets[..9], Tensor.From<double>(
            [double.NaN])]))).Message, StringComparison.Ordinal);
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(inputs, targets, penalty: -1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Fit(inputs, targets, names: ["one"]));
        Assert.Contains("float64", Assert.Throws<ArgumentException>(() => model.Fit(inputs * 1e-60, targets)).Message,
            StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, model.Weight.Value.ToArray<float>());
    }

    [Fact]
    public void A_path_of_penalties_shrinks_the_weights_and_frees_as_many_as_PyTorch_says()
    {
        var json = ModelFixture.Part("linear").EnumerateArray().First(linear => linear.GetProperty("penalty").GetDouble() == 10);
        var path = RidgePath.Of(json.Matrix("inputs"), json.Matrix("targets"), [1e6, 10, 0, 0.1], names: ["a", "b", "c", "d"]);
        Assert.Equal([0, 0.1, 10, 1e6], path.Points.Select(point => point.Penalty));
        var ten = path.Points[2];
        Near.Equal(json.GetProperty("weight").Doubles("values"), [.. ten.Weights], 1e-10);
        Near.Equal([json.GetProperty("freedom").GetDouble()], [ten.DegreesOfFreedom], 1e-10);
        Assert.Equal(4, path.Points[0].DegreesOfFreedom, 1e-10);
        double[] sizes = [.. path.Points.Select(point => point.Weights.Sum(weight => weight * weight))];
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.Same(path.Points[0], path.Best);
        Assert.Contains(">c<", path.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_best_penalty_is_that_of_the_least_validation_error()
    {
        // Few examples and many columns of noise: without a penalty the model learns the noise.
        var generator = new Generator(5);
        var inputs = Tensor.RandN([120, 20], generator, DType.Float64);
        var targets = inputs[.., 0] + Tensor.RandN([120], generator, DType.Float64);
        var path = RidgePath.Of(inputs[..30], targets[..30], [0, 1, 10, 100, 1e9], (inputs[30..], targets[30..]));
        Assert.InRange(path.Best.Penalty, 1, 100);
        Assert.True(path.Best.ValidationError < path.Points[0].ValidationError);
        Assert.True(path.Best.TrainingError > path.Points[0].TrainingError);
    }

    [Fact]
    public void A_path_needs_penalties_that_are_at_least_0()
    {
        var (inputs, targets) = Problem(10, 2);
        Assert.Throws<ArgumentException>(() => RidgePath.Of(inputs, targets, []));
        Assert.Throws<ArgumentException>(() => RidgePath.Of(inputs, targets, [-1]));
        Assert.Throws<ShapeException>(() => RidgePath.Of(inputs, Tensor.Zeros([10, 2]), [1]));
    }

    private static (Tensor Inputs, Tensor Targets) Problem(int examples, int columns)
    {
        var generator = new Generator(3);
        var inputs = Tensor.RandN([examples, columns], generator, DType.Float64);
        return (inputs, inputs.Sum(1) + 2 + 0.3 * Tensor.RandN([examples], generator, DType.Float64));
    }

    [Theory]
    [InlineData(LeastSquaresMethod.QR)]
    [InlineData(LeastSquaresMethod.Cholesky)]
    public void Columns_that_depend_on_each_other_but_for_the_rounding_of_single_precision_are_told(LeastSquaresMethod method)
    {
        var sizes = Tensor.RandN([100, 2], new Generator(1)) * 30 + 100;
        var inputs = Tensor.Concat([sizes, sizes.Sum(1, keepDim: true)], 1);
        var error = Assert.Throws<RankDeficientException>(
            () => new LinearRegression(3).Fit(inputs, sizes[.., 0], method, names: ["size", "rooms", "both"]));
        Assert.Contains("'both' = 'size' + 'rooms'", error.Message, StringComparison.Ordinal);

        var kilometres = sizes.Narrow(1, 0, 1);
        error = Assert.Throws<RankDeficientException>(
            () => new LinearRegression(2).Fit(Tensor.Concat([kilometres, kilometres * 0.621371], 1), sizes[.., 1], method, names: ["km", "miles"]));
        Assert.Contains("'miles' = 0.62137 'km'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Independent_columns_of_single_precision_stay_independent()
    {
        var inputs = Tensor.RandN([100, 2], new Generator(1)) * 30 + 100;
        Assert.Equal(1, new LinearRegression(2).Fit(inputs, inputs[.., 0] * 2 - inputs[.., 1]).R2, 1e-6);
    }

    [Fact]
    public void A_number_that_is_none_is_told_by_the_name_of_its_column()
    {
        var inputs = Tensor.From<double>([1, 2, 3, double.NaN], [2, 2]);
        var error = Assert.Throws<ArgumentException>(() => new LinearRegression(2).Fit(inputs, Tensor.From<double>([1, 2]), names: ["a", "b"]));
        Assert.Contains("row 1 (from 0), column 'b' is NaN", error.Message, StringComparison.Ordinal);
    }
}
