namespace Adjoint.Core.Tests.Autodiff;

/// <summary>Where there is no gradient, the error says at which operation, in which module, why, and what to do.</summary>
public sealed class GradientStopTests
{
    [Fact]
    public void The_position_of_a_maximum_is_named_with_its_module()
    {
        var x = Variable(1, 3, 2);
        Tensor position;
        using (ModuleScope.Enter("head")) position = x.ArgMax(0);
        var error = Assert.Throws<GradientException>(() => position.To(DType.Float64).Backward());
        Assert.Contains("the gradient stops at argmax (in module head): its result is a position and has no derivative", error.Message);
        Assert.Contains("Hint:", error.Message);
    }

    public static TheoryData<string, Func<Tensor, Tensor>, string> Cuts => new()
    {
        { "argmax", x => x.ArgMax(0), "position" },
        { "argmin", x => x.ArgMin(0), "position" },
        { "argsort", x => x.ArgSort(), "position" },
        { "argsort", x => x.Sort().Positions, "position" },
        { "argsort", x => x.TopK(2).Positions, "position" },
        { "greater", x => x > 0, "truth value" },
        { "greater_or_equal", x => x >= 0, "truth value" },
        { "less", x => x < 0, "truth value" },
        { "less_or_equal", x => x <= 0, "truth value" },
        { "equal", x => x.Equal(0), "truth value" },
        { "not_equal", x => x.NotEqual(0), "truth value" },
        { "not_equal", x => x.IsNaN(), "truth value" },
        { "equal", x => x.IsFinite(), "truth value" },
        { "not_equal", x => x.Any(), "truth value" },
        { "equal", x => x.All(), "truth value" },
        { "to", x => x.To(DType.Int64), "int64" },
        { "to", x => x.To(DType.Bool), "bool" },
        { "to", x => x.To(DType.UInt8), "uint8" },
        { "Detach()", x => x.Detach(), "on purpose" },
        { "sin", x => WithoutRecord(x.Sin), "NoGrad" },
        { "exp", x => WithoutRecord(() => x.Matmul(x.Exp())), "NoGrad" },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public void The_operation_that_cut_the_path_is_named_however_far_behind_it_is(string operation, Func<Tensor, Tensor> cut, string reason)
    {
        var x = Variable(1, 3, 2);
        var behind = (cut(x).To(DType.Float64).Sin() * 2.0).Reshape([-1]).Sum();
        Assert.Null(behind.Node);
        Assert.False(behind.RequiresGrad);
        foreach (var error in new[]
        {
            Assert.Throws<GradientException>(() => behind.Backward()),
            Assert.Throws<GradientException>(() => Gradient.Of(behind, x)),
        })
        {
            Assert.Contains($"the gradient stops at {operation}: ", error.Message);
            Assert.Contains(reason, error.Message);
        }
    }

    [Fact]
    public void An_unconnected_tensor_comes_with_the_places_where_paths_were_cut()
    {
        var (x, w) = (Variable(1, 3, 2), Variable(2, 1, 0));
        Tensor kept;
        using (ModuleScope.Enter("gate")) kept = (w > 0).To(DType.Float64);
        var y = (x * kept).Sum();
        var error = Assert.Throws<GradientException>(() => Gradient.Of(y, [x, w], keepGraph: false));
        Assert.Contains("does not depend on tensor 1 of [x, w]", error.Message);
        Assert.Contains("the gradient stops at greater (in module gate)", error.Message);
        // Nothing was used up by the refusal.
        Assert.Equal([1.0, 1.0, 0.0], Gradient.Of(y, x)[0].ToArray<double>());
    }

    [Fact]
    public void Only_the_first_few_places_are_shown()
    {
        var (x, w) = (Variable(1), Variable(2));
        var y = x;
        for (var i = 0; i < 5; i++) y = y * w.Detach();
        var error = Assert.Throws<GradientException>(() => Gradient.Of(y.Sum(), w));
        Assert.Contains("and at 2 more places", error.Message);
    }

    [Fact]
    public void A_target_that_is_itself_cut_off_says_so()
    {
        var x = Variable(1);
        var w = x.Detach();
        Assert.Contains("itself behind a stop, Detach()", Assert.Throws<GradientException>(() => Gradient.Of((x * w).Sum(), w)).Message);
    }

    [Fact]
    public void A_partial_cut_is_no_error_and_listed_on_request()
    {
        var x = Variable(1, 3, 2);
        var y = (x * x.Detach()).Sum() + x.ArgMax(0).To(DType.Float64);
        Assert.Equal(["argmax", "Detach()"], Gradient.StopsOf(y).Select(stop => stop.Operation));
        y.Backward();
        Assert.Equal([1.0, 3.0, 2.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_result_without_cuts_lists_none()
    {
        var x = Variable(1, 2);
        Assert.Empty(Gradient.StopsOf((x * 2.0).Sum()));
        Assert.Empty(Gradient.StopsOf(Tensor.Ones([])));
        Assert.Single(Gradient.StopsOf(x.ArgMax(0)));
    }

    [Fact]
    public void Constants_carry_no_note()
    {
        var x = Tensor.From<double>([1, 2]);
        Assert.Null(x.ArgMax(0).GradientStop);
        Assert.Null(x.Detach().GradientStop);
        Assert.Null(WithoutRecord(x.Sin).GradientStop);
    }

    [Fact]
    public void A_tensor_behind_a_stop_can_become_a_variable_of_its_own()
    {
        var detached = Variable(3).Detach();
        detached.RequiresGrad = true;
        Assert.Null(detached.GradientStop);
        (detached * detached).Sum().Backward();
        Assert.Equal(6, detached.Grad!.Item());
        detached.RequiresGrad = false;
        Assert.Null((detached * 2.0).GradientStop);
    }

    [Fact]
    public void A_gradient_that_was_not_recorded_tells_of_createGraph()
    {
        var x = Variable(3);
        var slope = Gradient.Of((x * x).Sum(), x)[0];
        Assert.Null(slope.GradientStop);
        Assert.Contains("createGraph", Assert.Throws<GradientException>(() => Gradient.Of(slope.Sum(), x)).Message);
        (x * x * x).Sum().Backward();
        Assert.Null(x.Grad!.GradientStop);
    }

    [Fact]
    public void Comparisons_inside_derivative_rules_cut_nothing_off()
    {
        var x = Variable(1, -2, 3);
        var slope = Gradient.Of(x.Relu().Sum(), [x], createGraph: true)[0];
        Assert.Null(slope.GradientStop);
        // Flat on both sides of the kink: the second derivative is 0, and not missing.
        var hessian = Differentiate.Hessian(t => (t.Relu() + t.Abs() + t.Clamp(-1, 2)).Sum())(Tensor.From<double>([1, -2, 3]));
        Assert.All(hessian.ToArray<double>(), second => Assert.Equal(0, second));
        Assert.Empty(Gradient.StopsOf(Gradient.Of((x.Relu() * x).Sum(), [x], createGraph: true)[0]));
    }

    [Fact]
    public void Functional_derivatives_name_the_step_without_a_derivative()
    {
        var x = Tensor.From<double>([1, 3, 2]);
        const string text = "the gradient stops at argmax: its result is a position";
        Assert.Contains(text, Assert.Throws<GradientException>(
            () => Differentiate.Gradient(t => t.ArgMax(0).To(DType.Float64))(x)).Message);
        var variable = Variable(1, 3, 2);
        Assert.Contains(text, Assert.Throws<GradientException>(
            () => Tangent.Of(variable.ArgMax(0).To(DType.Float64), variable, Tensor.Ones([3], DType.Float64))).Message);
        // What is taken out of the record on purpose is a constant.
        Assert.Equal([0.0, 0.0, 0.0], Differentiate.Gradient(t => t.Detach().Sum())(x).ToArray<double>());
    }

    [Fact]
    public void A_view_handed_back_unchanged_keeps_its_record()
    {
        var x = Variable(1, 2);
        using (NoGrad.Begin()) Assert.Same(x.Node, x.Reshape([2]).Node);
        Assert.True(x.RequiresGrad);
        Assert.Null(x.GradientStop);
    }

    [Fact]
    public void Steps_have_the_gradient_zero_and_not_none()
    {
        foreach (var step in new Func<Tensor, Tensor>[] { x => x.Floor(), x => x.Ceil(), x => x.Round(), x => x.Sign() })
        {
            var x = Variable(0.5, -1.5);
            Assert.Equal([0.0, 0.0], Gradient.Of(step(x).Sum(), x)[0].ToArray<double>());
            Assert.Equal([0.0, 0.0], Gradient.Of(step(x).Sum(), [x], createGraph: true)[0].ToArray<double>());
            step(x).Sum().Backward();
            Assert.Equal([0.0, 0.0], x.Grad!.ToArray<double>());
        }
    }

    [Fact]
    public void A_value_changed_in_place_names_operation_module_and_remedy()
    {
        var x = Variable(3);
        Tensor y;
        using (ModuleScope.Enter("encoder.0")) y = x.Sin().Sum();
        x.CopyFrom<double>([4.0]);
        var error = Assert.Throws<GradientException>(() => y.Backward());
        Assert.Contains("sin (in module encoder.0): input 0 (float64[1]) was changed in place", error.Message);
        Assert.Contains("Hint: call Backward() before the change", error.Message);
    }

    [Fact]
    public void An_output_changed_in_place_names_operation_module_and_remedy()
    {
        var x = Variable(3);
        Tensor y;
        using (ModuleScope.Enter("encoder.0")) y = x.Exp();
        y.Detach().CopyFrom<double>([4.0]);
        var error = Assert.Throws<GradientException>(() => y.Backward());
        Assert.Contains("exp (in module encoder.0): the output (float64[1]) was changed in place", error.Message);
    }

    [Fact]
    public void A_record_that_is_used_up_names_operation_module_and_remedy()
    {
        var x = Variable(3);
        Tensor y;
        using (ModuleScope.Enter("encoder.0")) y = x.Sin();
        y.Sum().Backward();
        var error = Assert.Throws<GradientException>(() => (y * 2.0).Sum().Backward());
        Assert.Contains("sin (in module encoder.0): this step of the record was used up", error.Message);
        Assert.Contains("Hint: compute the result again, or pass keepGraph: true", error.Message);
        Assert.Throws<GradientException>(() => Gradient.StopsOf(y));
    }

    private static Tensor WithoutRecord(Func<Tensor> compute)
    {
        using var noGrad = NoGrad.Begin();
        return compute();
    }

    private static Tensor Variable(params double[] values)
    {
        var x = Tensor.From<double>(values);
        x.RequiresGrad = true;
        return x;
    }
}
