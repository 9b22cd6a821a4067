namespace Adjoint.Core.Tests.Autodiff.Scalars;

public sealed class ScalarTapeTests
{
    [Fact]
    public void The_worked_example_of_the_lecture_has_its_numbers()
    {
        // f(x1, x2) = ln(x1) + x1 x2 - sin(x2) at (2, 5): value 11.652, derivatives 5.5 and 1.716
        var tape = new ScalarTape();
        Scalar x1 = tape.Variable(2), x2 = tape.Variable(5);
        var y = x1.Log() + x1 * x2 - x2.Sin();
        var adjoints = y.Backward();
        Assert.Equal(Math.Log(2) + 10 - Math.Sin(5), y.Value);
        Assert.Equal(0.5 + 5, adjoints[x1], 1e-15);
        Assert.Equal(2 - Math.Cos(5), adjoints[x2], 1e-15);
        Assert.Equal(5.5, tape.Forward(x1)[y], 1e-15);
        Assert.Equal(2 - Math.Cos(5), tape.Forward(x2)[y], 1e-15);
    }

    [Fact]
    public void A_number_used_several_times_sums_its_derivatives()
    {
        var x = new ScalarTape().Variable(3);
        // d(x^2 + x + x)/dx = 2x + 2
        Assert.Equal(8, (x * x + x + x).Backward()[x]);
    }

    [Fact]
    public void Constants_mix_with_variables_on_either_side()
    {
        var x = new ScalarTape().Variable(4);
        RequireSlope(1, x + 2, 6);
        RequireSlope(-1, 2 - x, -2);
        RequireSlope(3, 3 * x, 12);
        RequireSlope(-0.5, 8 / x, 2);
        RequireSlope(0.25, x / 4, 1);
        RequireSlope(-1, -x, -4);
        RequireSlope(16 * Math.Log(2), ((Scalar)2).Pow(x), 16);
        RequireSlope(48, x.Pow(3), 64);
        RequireSlope(8, x.Pow(2), 16);
        RequireSlope(1, x.Maximum(1), 4);
        RequireSlope(0, x.Minimum(1), 1);
        RequireSlope(0, x.Clamp(max: 3), 3);

        void RequireSlope(double slope, Scalar y, double value)
        {
            Assert.Equal(value, y.Value, 1e-14);
            Assert.Equal(slope, y.Backward()[x], 1e-14);
        }
    }

    [Fact]
    public void Constants_alone_are_computed_and_not_recorded()
    {
        Scalar sum = 0;
        for (var i = 1; i <= 4; i++) sum += i;
        Assert.True(sum.IsConstant);
        Assert.Equal(10, sum.Value);
        Assert.Equal(0, default(Scalar).Value);
        var tape = new ScalarTape();
        _ = tape.Variable(1) + sum;
        Assert.Equal(2, tape.Count);
    }

    [Fact]
    public void A_million_steps_are_differentiated_both_ways_without_recursion()
    {
        var tape = new ScalarTape();
        Scalar x = tape.Variable(0.5), w = tape.Variable(0.9), b = tape.Variable(0.1);
        var y = x;
        for (var i = 0; i < 500_000; i++) y = y * w + b;
        Assert.Equal(1_000_003, tape.Count);
        // The fixed point b/(1 - w), approached from x by w^n.
        Assert.Equal(1, y.Value, 1e-12);
        var adjoints = y.Backward();
        Assert.Equal(0.1 / (0.1 * 0.1), adjoints[w], 1e-9);
        Assert.Equal(1 / 0.1, adjoints[b], 1e-9);
        Assert.Equal(0, adjoints[x], 1e-12);
        Assert.Equal(adjoints[w], tape.Forward(w)[y], 1e-9);
    }

    [Fact]
    public void A_variable_with_a_hundred_thousand_uses_sums_all_of_them()
    {
        var tape = new ScalarTape();
        var x = tape.Variable(2);
        Scalar sum = 0;
        for (var i = 0; i < 100_000; i++) sum += x * i;
        Assert.Equal(99_999 * 50_000.0, sum.Backward()[x]);
    }

    [Fact]
    public void Several_results_are_weighted_by_incoming_gradients()
    {
        var tape = new ScalarTape();
        var x = tape.Variables(2, 3);
        Scalar[] y = [x[0] * x[1], x[0] + x[1], x[0]];
        // The Jacobian is (3 2; 1 1; 1 0).
        Assert.Equal([3 * 1 + 10.0 + 100, 2 * 1 + 10.0], tape.Backward(y, [1, 10, 100]).Of(x));
        var tangents = tape.Forward(x, [1, 10]);
        Assert.Equal([23.0, 11.0, 1.0], tangents.Of(y));
    }

    [Fact]
    public void Adjoints_are_there_for_intermediate_results_and_zero_off_the_path()
    {
        var tape = new ScalarTape();
        Scalar x = tape.Variable(3), unused = tape.Variable(1);
        var square = x * x;
        var y = square.Exp();
        var later = y + 1;
        var adjoints = y.Backward();
        Assert.Equal(Math.Exp(9), adjoints[square], 1e-9);
        Assert.Equal((1.0, 0.0, 0.0), (adjoints[y], adjoints[unused], adjoints[later]));
    }

    [Fact]
    public void A_zero_meets_no_infinite_slope()
    {
        var tape = new ScalarTape();
        Scalar x = tape.Variable(0), other = tape.Variable(2);
        var y = x.Sqrt() * 0 + other;
        Assert.Equal([0.0, 1.0], y.Backward().Of(x, other));
        Assert.Equal(1, tape.Forward(other)[y]);
    }

    [Fact]
    public void NaN_runs_through_values_and_derivatives()
    {
        var x = new ScalarTape().Variable(-1);
        var y = x.Log() * 2;
        Assert.True(double.IsNaN(y.Value));
        Assert.True(double.IsNaN((y * x).Backward()[x]));
    }

    [Fact]
    public void A_cleared_tape_is_used_again_and_computes_the_same()
    {
        var tape = new ScalarTape();
        var first = Run(tape);
        for (var i = 0; i < 5; i++)
        {
            tape.Clear();
            Assert.Equal(0, tape.Count);
            Assert.Equal(first, Run(tape));
        }

        static double[] Run(ScalarTape tape)
        {
            Scalar x = tape.Variable(0.3), w = tape.Variable(0.8);
            var y = x;
            for (var i = 0; i < 3000; i++) y = (y * w).Sin() + x;
            return [y.Value, .. y.Backward().Of(x, w), tape.Forward(w)[y]];
        }
    }

    [Fact]
    public void A_tape_that_is_cleared_takes_no_more_memory()
    {
        var tape = new ScalarTape();
        for (var i = 0; i < 3; i++) Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            tape.Clear();
            var x = tape.Variable(0.3);
            var y = x;
            for (var i = 0; i < 2000; i++) y = (y * x + 1.5).Tanh().Pow(1.5) - 2;
            _ = y.Backward()[x];
            _ = tape.Forward(x)[y];
        }
    }

    [Fact]
    public void Numbers_of_two_tapes_do_not_mix()
    {
        Scalar x = new ScalarTape().Variable(1), y = new ScalarTape().Variable(2);
        var error = Assert.Throws<ArgumentException>(() => x * y);
        Assert.Contains("mul", error.Message);
        Assert.Contains("two different tapes", error.Message);
        Assert.Throws<ArgumentException>(() => x.Backward()[y]);
        Assert.Throws<ArgumentException>(() => x.Tape!.Backward(y));
        Assert.Equal(2, (x * y.Value).Value);
    }

    [Fact]
    public void A_number_from_before_Clear_is_noticed()
    {
        var tape = new ScalarTape();
        var x = tape.Variable(1);
        var y = x + 1;
        tape.Clear();
        var fresh = tape.Variable(5);
        Assert.Contains("sin", Assert.Throws<GradientException>(() => x.Sin()).Message);
        Assert.Contains("cleared", Assert.Throws<GradientException>(() => x * fresh).Message);
        Assert.Throws<GradientException>(() => fresh * x);
        Assert.Throws<GradientException>(() => x * 2);
        Assert.Throws<GradientException>(() => y.Backward());
        Assert.Throws<GradientException>(() => tape.Forward(x));
        Assert.Throws<GradientException>(() => fresh.Backward()[x]);
    }

    [Fact]
    public void Derivatives_of_an_earlier_pass_are_not_read_by_mistake()
    {
        var tape = new ScalarTape();
        var x = tape.Variable(3);
        var y = x * x;
        var adjoints = y.Backward();
        var tangents = tape.Forward(x);
        _ = x.Backward();
        Assert.Contains("later pass", Assert.Throws<GradientException>(() => adjoints[x]).Message);
        Assert.Equal(6, tangents[y]);
        tape.Clear();
        Assert.Throws<GradientException>(() => tangents[tape.Variable(1)]);
        Assert.Throws<GradientException>(() => default(ScalarDerivatives)[x]);
    }

    [Fact]
    public void A_constant_has_no_derivative()
    {
        var tape = new ScalarTape();
        var x = tape.Variable(3);
        Scalar constant = 2;
        Assert.Contains("Variable", Assert.Throws<GradientException>(() => constant.Backward()).Message);
        Assert.Throws<GradientException>(() => x.Backward()[constant]);
        Assert.Throws<GradientException>(() => tape.Forward(constant));
        Assert.Throws<ArgumentException>(() => tape.Forward([x], [1, 2]));
        Assert.Throws<ArgumentException>(() => tape.Backward([], []));
    }

    [Fact]
    public void Threads_with_tapes_of_their_own_do_not_meet()
    {
        var results = new double[8];
        Parallel.For(0, results.Length, i =>
        {
            var tape = new ScalarTape();
            var x = tape.Variable(i);
            var y = x;
            for (var k = 0; k < 20_000; k++) y = y + x * k;
            results[i] = y.Backward()[x];
        });
        Assert.All(results, slope => Assert.Equal(1 + 19_999 * 10_000.0, slope));
    }

    [Fact]
    public void Steps_can_be_shown()
    {
        var tape = new ScalarTape();
        var x = tape.Variable(3);
        _ = (x * 2).Sin();
        Assert.Null(tape[0].Operation);
        Assert.Equal(3, tape[0].Value);
        Assert.Equal("mul", tape[1].Operation!.Name);
        Assert.Equal([new ScalarInput(0, 3, 2), new ScalarInput(null, 2, 0)], tape[1].Inputs);
        Assert.Equal("sin", tape[2].Operation!.Name);
        Assert.Equal([new ScalarInput(1, 6, Math.Cos(6))], tape[2].Inputs);
        Assert.Throws<ArgumentOutOfRangeException>(() => tape[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => tape[-1]);
        Assert.Equal("0.5", new ScalarTape().Variable(0.5).ToString());
    }
}
