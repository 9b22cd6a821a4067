namespace Adjoint.Core.Tests.Autodiff;

public sealed class ReverseTests
{
    private static Tensor Variable(params double[] values)
    {
        var x = Tensor.From<double>(values);
        x.RequiresGrad = true;
        return x;
    }

    [Fact]
    public void A_value_used_several_times_sums_its_gradients()
    {
        var x = Variable(2, 3);
        // d(x^2 + x + x)/dx = 2x + 2
        (x * x + x + x).Sum().Backward();
        Assert.Equal([6.0, 8.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void An_intermediate_result_with_many_consumers_sums_its_gradients()
    {
        var x = Variable(0.5);
        var y = x * 2.0;
        var sum = y + y;
        for (var i = 0; i < 10; i++) sum += y * i;
        // 2 (1 + 1 + 0 + 1 + ... + 9) = 94
        sum.Sum().Backward();
        Assert.Equal(94, x.Grad!.Item());
    }

    [Fact]
    public void A_further_pass_adds_to_the_gradient()
    {
        var x = Variable(1, 2);
        (x * 3.0).Sum().Backward();
        (x * x).Sum().Backward();
        Assert.Equal([5.0, 7.0], x.Grad!.ToArray<double>());
        x.ZeroGrad();
        Assert.Null(x.Grad);
        (x * 3.0).Sum().Backward();
        Assert.Equal([3.0, 3.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_kept_record_can_be_gone_through_again()
    {
        var x = Variable(3);
        var y = (x * x).Sum();
        y.Backward(keepGraph: true);
        y.Backward();
        Assert.Equal(12, x.Grad!.Item());
    }

    [Fact]
    public void A_used_up_record_says_so_and_what_to_do()
    {
        var x = Variable(3);
        var y = (x * x).Sum();
        y.Backward();
        var error = Assert.Throws<GradientException>(() => y.Backward());
        Assert.Contains("sum", error.Message);
        Assert.Contains("keepGraph", error.Message);
        Assert.Equal(6, x.Grad!.Item());
    }

    [Fact]
    public void A_result_of_a_used_up_step_cannot_be_built_upon()
    {
        var x = Variable(3);
        var y = x * x;
        y.Sum().Backward();
        Assert.Contains("mul", Assert.Throws<GradientException>(() => (y + 1.0).Sum().Backward()).Message);
    }

    [Fact]
    public void A_variable_changed_in_place_after_its_use_is_noticed()
    {
        var x = Variable(3);
        var y = (x * x).Sum();
        x.CopyFrom<double>([4.0]);
        var error = Assert.Throws<GradientException>(() => y.Backward());
        Assert.Contains("mul", error.Message);
        Assert.Contains("in place", error.Message);
        Assert.Null(x.Grad);
    }

    [Fact]
    public void A_change_in_place_of_what_no_derivative_reads_is_no_error()
    {
        var x = Variable(3);
        var y = (x + 1.0).Sum();
        x.CopyFrom<double>([4.0]);
        y.Backward();
        Assert.Equal(1, x.Grad!.Item());
    }

    [Fact]
    public void A_failed_pass_leaves_all_gradients_as_they_were()
    {
        var (x, w) = (Variable(3), Variable(5));
        (x + w).Sum().Backward();
        var y = (x * w).Sum() + (x + w).Sum();
        w.CopyFrom<double>([6.0]);
        Assert.Throws<GradientException>(() => y.Backward());
        Assert.Equal(1, x.Grad!.Item());
        Assert.Equal(1, w.Grad!.Item());
    }

    [Fact]
    public void Nothing_is_recorded_inside_NoGrad()
    {
        var x = Variable(3);
        using (NoGrad.Begin())
        {
            using (NoGrad.Begin()) Assert.Null((x * x).Node);
            Assert.Null((x * x).Node);
            Assert.True(NoGrad.IsActive);
        }
        Assert.False(NoGrad.IsActive);
        Assert.NotNull((x * x).Node);
    }

    [Fact]
    public void NoGrad_holds_for_its_own_thread_alone()
    {
        var x = Variable(3);
        using var noGrad = NoGrad.Begin();
        var recorded = false;
        var thread = new Thread(() => recorded = (x * x).Node is not null);
        thread.Start();
        thread.Join();
        Assert.True(recorded);
    }

    [Fact]
    public void Gradients_stop_at_Detach()
    {
        var x = Variable(3);
        (x * x.Detach()).Sum().Backward();
        Assert.Equal(3, x.Grad!.Item());
    }

    [Fact]
    public void A_chain_of_two_hundred_thousand_steps_is_no_deeper_than_the_stack()
    {
        var x = Variable(1);
        var y = x;
        for (var i = 0; i < 200_000; i++) y = -y;
        y.Sum().Backward();
        Assert.Equal(1, x.Grad!.Item());
    }

    [Fact]
    public void An_incoming_gradient_weighs_the_elements()
    {
        var x = Variable(1, 2, 3);
        var incoming = Tensor.From<double>([1.0, 10.0, 100.0]);
        (x * x).Backward(incoming);
        Assert.Equal([2.0, 40.0, 600.0], x.Grad!.ToArray<double>());
        Assert.Equal([1.0, 10.0, 100.0], incoming.ToArray<double>());
    }

    [Fact]
    public void An_incoming_gradient_that_arrives_unchanged_is_not_the_variables_own()
    {
        var x = Variable(1, 2);
        var incoming = Tensor.From<double>([1.0, 1.0]);
        (x + 0.0).Backward(incoming);
        (x + 0.0).Backward(incoming);
        Assert.Equal([2.0, 2.0], x.Grad!.ToArray<double>());
        Assert.Equal([1.0, 1.0], incoming.ToArray<double>());
    }

    [Fact]
    public void Two_variables_with_one_incoming_gradient_do_not_share_it()
    {
        var (x, w) = (Variable(1, 2), Variable(3, 4));
        (x + w).Backward(Tensor.Ones([2], DType.Float64));
        (x * 2.0).Sum().Backward();
        Assert.Equal([3.0, 3.0], x.Grad!.ToArray<double>());
        Assert.Equal([1.0, 1.0], w.Grad!.ToArray<double>());
    }

    [Fact]
    public void An_incoming_gradient_of_another_shape_or_type_is_refused()
    {
        var y = Variable(1, 2) * 2.0;
        Assert.Throws<ShapeException>(() => y.Backward(Tensor.Ones([3], DType.Float64)));
        Assert.Throws<DTypeException>(() => y.Backward(Tensor.Ones([2])));
        Assert.Contains("[2]", Assert.Throws<ShapeException>(() => y.Backward()).Message);
    }

    [Fact]
    public void A_result_without_variables_says_what_to_do()
    {
        var error = Assert.Throws<GradientException>(() => Tensor.Ones([]).Backward());
        Assert.Contains("RequiresGrad", error.Message);
    }

    [Fact]
    public void The_gradient_of_a_variable_by_itself_is_one()
    {
        var x = Variable(3);
        x.Backward();
        Assert.Equal([1.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Only_floats_can_require_a_gradient_and_only_leaves_can_stop()
    {
        Assert.Throws<DTypeException>(() => Tensor.Ones([2], DType.Int64).RequiresGrad = true);
        var y = Variable(3) * 2.0;
        Assert.Contains("Detach", Assert.Throws<GradientException>(() => y.RequiresGrad = false).Message);
    }

    [Fact]
    public void Threads_can_differentiate_at_the_same_time()
    {
        var w = Variable(2, 3);
        var gradients = new double[8][];
        Parallel.For(0, gradients.Length, i =>
        {
            var x = Tensor.From<double>([i, 1.0]);
            gradients[i] = Gradient.Of((w * w * x).Sum(), w)[0].ToArray<double>();
        });
        for (var i = 0; i < gradients.Length; i++) Assert.Equal([4.0 * i, 6.0], gradients[i]);
    }

    [Fact]
    public void Passes_on_several_threads_add_up_in_a_shared_variable()
    {
        const int passes = 200;
        var w = Tensor.Zeros([1000], DType.Float64);
        w.RequiresGrad = true;
        Parallel.For(0, 8, _ =>
        {
            for (var pass = 0; pass < passes; pass++) w.Sum().Backward();
        });
        Assert.All(w.Grad!.ToArray<double>(), sum => Assert.Equal(8 * passes, sum));
    }

    [Fact]
    public void A_variable_that_was_frozen_after_its_use_gets_no_gradient()
    {
        var (x, w) = (Variable(3), Variable(2));
        var y = (x * w).Sum();
        w.RequiresGrad = false;
        y.Backward();
        Assert.Equal(2, x.Grad!.Item());
        Assert.Null(w.Grad);
    }

    [Fact]
    public void A_detached_tensor_is_a_handle_of_its_own()
    {
        var x = Tensor.From<double>([1, 2]);
        var detached = x.Detach();
        detached.RequiresGrad = true;
        Assert.False(x.RequiresGrad);
    }
}
