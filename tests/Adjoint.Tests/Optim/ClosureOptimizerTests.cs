using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

public sealed class ClosureOptimizerTests
{
    public static TheoryData<int> Cases => OptimizerFixture.Indices("lbfgs");

    public static TheoryData<string> Names => [.. ClosureOptimizerCatalogue.Entries.Select(entry => entry.Name)];

    public static TheoryData<string> Fast => [.. ClosureOptimizerCatalogue.Entries.Select(entry => entry.Name).Where(name => name != "gd")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void LBFGS_takes_the_steps_of_PyTorch(int index) => RequireEqual(index, DType.Float64, 1e-10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void LBFGS_in_single_precision_is_near_PyTorchs_in_double(int index)
    {
        // Along Rosenbrock's valley the loss is a difference of large numbers, and line searches blow its rounding up.
        var isRosenbrock = OptimizerFixture.Part("lbfgs")[index].Text("problem") == "rosenbrock";
        RequireEqual(index, DType.Float32, isRosenbrock ? 1e-4 : 1e-5);
    }

    [Theory]
    [MemberData(nameof(Fast))]
    public void Rosenbrocks_valley_is_followed_to_its_end(string name)
    {
        var x = new Parameter(Tensor.From<double>([-1.2, 1]));
        var optimizer = ClosureOptimizerEntry.Find(name).Create([x]);
        optimizer.Minimize(() => Rosenbrock(x));
        Near.Equal([1, 1], x.Value.ToArray<double>(), 1e-4);
        Assert.InRange(optimizer.EvaluationCount, 1, 400);
    }

    [Theory]
    [InlineData("lbfgs", 60)]
    [InlineData("cg", 30)]
    [InlineData("cg-fletcher-reeves", 40)]
    [InlineData("newton", 25)]
    public void A_narrow_bowl_needs_few_evaluations(string name, int most)
    {
        var x = new Parameter(Tensor.Ones([8], DType.Float64));
        var optimizer = ClosureOptimizerEntry.Find(name).Create([x]);
        var loss = optimizer.Minimize(() => Bowl(x));
        Assert.InRange(loss, 0, 1e-9);
        Assert.InRange(optimizer.EvaluationCount, 1, most);
    }

    [Fact]
    public void Gradient_descent_takes_the_steps_of_SGD()
    {
        var (one, other) = (new Parameter(Tensor.Ones([8])), new Parameter(Tensor.Ones([8])));
        var (descent, sgd) = (new GradientDescent([one], 1e-5), new SGD([other], 1e-5));
        for (var step = 0; step < 3; step++)
        {
            sgd.ZeroGrad();
            var loss = Bowl(other);
            loss.Backward();
            sgd.Step();
            Assert.Equal(loss.Item(), descent.Step(() => Bowl(one)));
        }
        Assert.Equal(other.Value.ToArray<float>(), one.Value.ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Restored_state_goes_on_to_the_same_bits(string name)
    {
        var (first, second) = (OptimizerFixture.Start(DType.Float32), OptimizerFixture.Start(DType.Float32));
        var (left, right) = (ClosureOptimizerEntry.Find(name).Create(first), ClosureOptimizerEntry.Find(name).Create(second));
        left.Step(() => OptimizerFixture.Loss(first));
        for (var i = 0; i < first.Length; i++) second[i].CopyFrom(first[i].Value.Detach());
        right.LoadState(left.StepCount, left.State.ToDictionary());
        for (var step = 0; step < 2; step++)
        {
            left.Step(() => OptimizerFixture.Loss(first));
            right.Step(() => OptimizerFixture.Loss(second));
        }
        Assert.Equal(OptimizerFixture.Values(first), OptimizerFixture.Values(second));
        Assert.Equal(3, right.StepCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void State_of_another_optimizer_is_refused(string name)
    {
        var optimizer = ClosureOptimizerEntry.Find(name).Create([new Parameter(Tensor.Ones([2]))]);
        var foreign = new Dictionary<string, Tensor> { ["momentum.0"] = Tensor.Ones([2]) };
        Assert.Throws<ArgumentException>(() => optimizer.LoadState(1, foreign));
        Assert.Equal(0, optimizer.StepCount);
    }

    [Theory]
    [MemberData(nameof(Fast))]
    public void A_loss_that_is_not_finite_on_the_way_is_stepped_back_from(string name)
    {
        // The logarithm of a negative number is NaN; the least is at 1.
        var x = new Parameter(Tensor.From<double>([0.05]));
        ClosureOptimizerEntry.Find(name).Create([x]).Minimize(() => (x.Value - x.Value.Log()).Sum());
        Near.Equal([1], x.Value.ToArray<double>(), 1e-4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_start_that_is_not_finite_is_an_error_and_changes_nothing(string name)
    {
        var x = new Parameter(Tensor.From<double>([-1]));
        var optimizer = ClosureOptimizerEntry.Find(name).Create([x]);
        var error = Assert.Throws<GradientException>(() => optimizer.Step(() => x.Value.Log().Sum()));
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
        Assert.Equal([-1], x.Value.ToArray<double>());
        Assert.Equal(0, optimizer.StepCount);
    }

    [Theory]
    [MemberData(nameof(Fast))]
    public void An_error_in_the_closure_leaves_the_parameters_as_they_were(string name)
    {
        var x = new Parameter(Tensor.From<double>([-1.2, 1]));
        var calls = 0;
        var optimizer = ClosureOptimizerEntry.Find(name).Create([x]);
        Assert.Throws<TimeoutException>(() => optimizer.Step(() => ++calls < 3 ? Rosenbrock(x) : throw new TimeoutException()));
        Assert.Equal([-1.2, 1], x.Value.ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void At_the_minimum_nothing_changes(string name)
    {
        var x = new Parameter(Tensor.From<double>([1, 1]));
        ClosureOptimizerEntry.Find(name).Create([x]).Step(() => Rosenbrock(x));
        Assert.Equal([1, 1], x.Value.ToArray<double>());
    }

    [Fact]
    public void Newton_says_when_the_model_is_too_large()
    {
        var layer = new Linear(100, 50);
        var error = Assert.Throws<ArgumentException>(() => new Newton(layer.Parameters()));
        Assert.Contains("5,050 parameters", error.Message, StringComparison.Ordinal);
        Assert.Contains("LBFGS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Newton_solves_a_quadratic_in_a_step_or_two_and_leaves_a_saddle_downhill()
    {
        var x = new Parameter(Tensor.From<double>([3, -2]));
        var newton = new Newton([x], damping: 1e-9);
        newton.Step(() => (x.Value * x.Value * Tensor.From<double>([1, 1000])).Sum());
        Near.Equal([0, 0], x.Value.ToArray<double>(), 1e-6);

        // x^4 - x^2 + y^2 curves upwards along x near 0: the bare Newton step would climb to the saddle at 0.
        x.CopyFrom(Tensor.From<double>([0.1, 1]));
        new Newton([x]).Minimize(() => (x.Value[0].Pow(4) - x.Value[0].Square() + x.Value[1].Square()).Sum());
        Near.Equal([Math.Sqrt(0.5), 0], x.Value.ToArray<double>(), 1e-6);
    }

    [Fact]
    public void Newtons_damping_stays_where_it_is_at_the_minimum_and_the_next_problem_is_solved()
    {
        var x = new Parameter(Tensor.From<double>([3]));
        var target = 0.1;
        var newton = new Newton([x]);
        for (var step = 0; step < 200; step++) newton.Step(() => ((x.Value - target).Cosh() + 5).Sum());
        Assert.InRange(newton.Damping, 0, 1e-3);
        target = 2;
        for (var step = 0; step < 20; step++) newton.Step(() => ((x.Value - target).Cosh() + 5).Sum());
        Near.Equal([2], x.Value.ToArray<double>(), 1e-6);
    }

    [Fact]
    public void A_step_of_Newton_that_fails_leaves_the_damping_as_it_was()
    {
        var x = new Parameter(Tensor.From<double>([1]));
        var newton = new Newton([x], damping: 0.5);
        var calls = 0;
        // A loss that rises at each call cannot be lowered.
        newton.Step(() => (x.Value.Square() + 10.0 * calls++).Sum());
        Assert.Equal(0.5, newton.Damping);
        Assert.Equal([1], x.Value.ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void By_name_a_minibatch_optimizer_is_asked_for_in_vain_and_the_error_says_why(string name)
    {
        var error = Assert.Throws<UnknownNameException>(() => OptimizerEntry.Find(name));
        Assert.Contains("cannot train on minibatches", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_of_several_numbers_is_an_error()
    {
        var x = new Parameter(Tensor.Ones([2]));
        Assert.Throws<ShapeException>(() => new LBFGS([x]).Step(() => x.Value * 2));
    }

    private static void RequireEqual(int index, DType dtype, double tolerance)
    {
        var json = OptimizerFixture.Part("lbfgs")[index];
        Parameter[] parameters = json.Text("problem") == "network"
            ? OptimizerFixture.Start(dtype)
            : [new Parameter(Tensor.From<double>([-1.2, 1]).To(dtype))];
        Func<Tensor> closure = parameters.Length > 1 ? () => OptimizerFixture.Loss(parameters) : () => Rosenbrock(parameters[0]);
        var a = json.GetProperty("arguments");
        var evaluations = a.Number("maxEvaluations", 0);
        var optimizer = new LBFGS(parameters, a.Number("learningRate", 1), (int)a.Number("maxIterations", 20),
            evaluations > 0 ? (int)evaluations : null, historySize: (int)a.Number("historySize", 100));
        var (losses, counts) = (json.Doubles("losses"), json.Ints("evaluations"));
        var step = 0;
        foreach (var expected in json.Rows("values"))
        {
            Near.Equal([losses[step]], [optimizer.Step(closure)], tolerance);
            Near.Equal(expected, OptimizerFixture.Values(parameters), tolerance);
            if (dtype == DType.Float64) Assert.Equal(counts[step], optimizer.EvaluationCount);
            step++;
        }
    }

    private static Tensor Rosenbrock(Parameter x) => (1 - x.Value[0]).Square() + (x.Value[1] - x.Value[0].Square()).Square() * 100;

    // Curvatures from 1 to ten thousand.
    private static Tensor Bowl(Parameter x) =>
        (x.Value.Square() * Tensor.Linspace(0, 4, 8, x.DType).Exp().Pow(Math.Log(10))).Sum() * 0.5;
}
