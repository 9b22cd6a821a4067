using Adjoint.Nn;
using Adjoint.Representation;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Tests.Representation;

public sealed class ApproximationTests
{
    // The function of the slides' source has this character: several bumps of different heights.
    private static double Bumps(double x) => 0.2 + 0.4 * x * x + 0.3 * x * Math.Sin(15 * x) + 0.05 * Math.Cos(50 * x);

    // |f'| is at most 0.8 + 0.3 (1 + 15) + 2.5.
    private const double BumpsLipschitz = 8.1;

    public delegate FunctionApproximation Method(Func<double, double> function, double from, double to, double error, double? lipschitz);

    private static readonly string[] s_names = ["steps", "sigmoids", "rectifiers"];

    public static TheoryData<string> Methods => [.. s_names];

    private static Method Get(string name) => name switch
    {
        "steps" => StepApproximation.Of,
        "sigmoids" => (f, from, to, error, lipschitz) => SigmoidApproximation.Of(f, from, to, error, null, lipschitz),
        _ => ReluApproximation.Of,
    };

    [Theory, MemberData(nameof(Methods))]
    public void A_network_that_is_built_stays_within_the_error_everywhere(string name)
    {
        foreach (var error in new[] { 0.2, 0.05, 0.01 })
        {
            var fit = Get(name)(Bumps, 0, 1, error, null);
            Assert.InRange(fit.LargestError, 0, error);
            Assert.Null(fit.ErrorBound);
            for (var i = 0; i <= 777; i++) Assert.InRange(Math.Abs(fit.At(i / 777.0) - Bumps(i / 777.0)), 0, error);
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_Lipschitz_constant_proves_the_bound(string name)
    {
        var fit = Get(name)(Bumps, 0, 1, 0.05, BumpsLipschitz);
        Assert.NotNull(fit.ErrorBound);
        Assert.InRange(fit.ErrorBound.Value, fit.LargestError, 0.05);
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_network_is_made_of_ordinary_layers_with_one_unit_a_breakpoint(string name)
    {
        var fit = Get(name)(Math.Sin, 0, 6, 0.1, null);
        Assert.Equal(3, fit.Network.Count);
        var hidden = Assert.IsType<Linear>(fit.Network[0]);
        Assert.Equal(fit.Units, hidden.OutFeatures);
        Assert.Equal(fit.Units, Assert.IsType<Linear>(fit.Network[2]).InFeatures);
        // The lecture's rule for where a unit steps: s = -b/w.
        var places = hidden.Bias!.Value.ToArray<double>().Zip(hidden.Weight.Value.ToArray<double>(), (b, w) => -b / w);
        Near.Equal([.. fit.Breakpoints], [.. places], 1e-12);
    }

    [Fact]
    public void Random_functions_of_known_steepness_are_met_by_all_three()
    {
        var amplitudes = Gen.Choose(-100, 100).Select(percent => percent / 100.0).ArrayOf(4);
        Prop.ForAll(amplitudes.ToArbitrary(), Gen.Choose(1, 20).ToArbitrary(), (a, percent) =>
        {
            double F(double x) => a[0] * Math.Sin(x) + a[1] * Math.Abs(x - 1) + a[2] * Math.Cos(3 * x) + a[3] * x;
            var error = percent / 100.0;
            return s_names.All(name => Get(name)(F, -1, 2, error, 6).ErrorBound <= error);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void A_straight_line_takes_the_fewest_steps_there_can_be()
    {
        // One value serves a height of twice the error, so 5 pieces and 4 steps.
        Assert.Equal(4, StepApproximation.Of(x => x, 0, 1, 0.11).Units);
        Assert.Equal(1, ReluApproximation.Of(x => x, 0, 1, 1e-3).Units);
    }

    [Fact]
    public void Rectifiers_need_far_fewer_units_than_steps_on_a_smooth_function()
    {
        var steps = StepApproximation.Of(Math.Sin, 0, 6, 0.01).Units;
        var rectifiers = ReluApproximation.Of(Math.Sin, 0, 6, 0.01).Units;
        Assert.True(rectifiers * 10 < steps, $"{rectifiers} rectifiers, {steps} steps");
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_constant_needs_no_breakpoint_that_matters(string name)
    {
        var fit = Get(name)(_ => 7, 0, 1, 0.1, 0.0);
        Assert.Equal(7, fit.At(0.5), 1e-12);
        Assert.InRange(fit.Units, 0, 1);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_vertical_tangent_is_no_jump(string name) =>
        Assert.InRange(Get(name)(x => Math.Cbrt(x - 0.3), 0, 1, 0.05, null).LargestError, 0, 0.05);

    [Theory, MemberData(nameof(Methods))]
    public void Narrow_waves_are_not_missed_between_samples(string name)
    {
        // About half a wave to each of the cells that sampling begins with.
        var fit = Get(name)(x => Math.Sin(3000 * x), 0, 1, 0.45, null);
        double[] places = [.. Enumerable.Range(0, 3000).Select(i => i / 2999.0)];
        Assert.All(places.Zip(fit.Evaluate(places)), pair => Assert.InRange(Math.Abs(pair.Second - Math.Sin(3000 * pair.First)), 0, 0.45));
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_jump_is_named_with_its_place_and_height(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Get(name)(x => x < 0.25 ? -1 : 2, 0, 1, 0.1, null));
        Assert.Contains("near x = 0.25", error.Message);
        Assert.Contains("from -1 to 2", error.Message);
    }

    [Fact]
    public void A_function_that_varies_too_much_is_refused_instead_of_sampled_for_ever()
    {
        var error = Assert.Throws<ArgumentException>(() => StepApproximation.Of(x => Math.Sin(1e7 * x), 0, 1, 0.1));
        Assert.Contains("varies too much", error.Message);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_value_that_is_no_number_is_named(string name) =>
        Assert.Contains("f(0) is -Infinity", Assert.Throws<ArgumentException>(() => Get(name)(Math.Log, 0, 1, 0.1, null)).Message);

    [Theory, MemberData(nameof(Methods))]
    public void An_error_of_0_an_empty_interval_and_a_negative_steepness_are_refused(string name)
    {
        var of = Get(name);
        foreach (var error in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>(() => of(Math.Sin, 0, 1, error, null));
        foreach (var (from, to) in new[] { (1.0, 1.0), (1, 0), (0, double.PositiveInfinity), (double.NaN, 1), (1e20, 1e20 + 20000) })
            Assert.Contains("interval", Assert.Throws<ArgumentException>(() => of(Math.Sin, from, to, 0.1, null)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => of(Math.Sin, 0, 1, 0.1, -1));
        Assert.Throws<ArgumentNullException>(() => of(null!, 0, 1, 0.1, null));
        Assert.Contains("float64", Assert.Throws<ArgumentException>(() => of(x => 1e6 + x, 0, 1, 1e-9, null)).Message);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_Lipschitz_constant_that_the_samples_refute_is_named(string name) =>
        Assert.Contains("above the Lipschitz constant 0.5",
            Assert.Throws<ArgumentException>(() => Get(name)(Math.Sin, 0, 1, 0.01, 0.5)).Message);

    [Fact]
    public void The_lectures_weight_of_999_is_steep_enough_for_a_coarse_error_and_a_flat_one_is_refused()
    {
        var fit = SigmoidApproximation.Of(Bumps, 0, 1, 0.1, weight: 999);
        Assert.All(((Linear)fit.Network[0]).Weight.Value.ToArray<double>(), weight => Assert.Equal(999, weight));
        var error = Assert.Throws<ArgumentException>(() => SigmoidApproximation.Of(Bumps, 0, 1, 0.1, weight: 10));
        Assert.Contains("too flat", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => SigmoidApproximation.Of(Bumps, 0, 1, 0.1, weight: 0));
    }

    [Fact]
    public void Training_comes_as_near_with_few_units_and_without_a_guarantee()
    {
        var trained = TrainedApproximation.Of(Math.Sin, 0, 6, units: 8, steps: 1000);
        Assert.InRange(trained.LargestError, 1e-9, 0.05);
        Assert.Null(trained.ErrorBound);
        Assert.True(StepApproximation.Of(Math.Sin, 0, 6, trained.LargestError).Units > 8 * trained.Units);
    }

    [Fact]
    public void Training_gives_the_same_bits_each_time() => Assert.Equal(
        TrainedApproximation.Of(Math.Cos, 0, 1, 3, 20).Evaluate([0.1, 0.7]), TrainedApproximation.Of(Math.Cos, 0, 1, 3, 20).Evaluate([0.1, 0.7]));
}
