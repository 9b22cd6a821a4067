using System.Text.Json;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

/// <summary>Every optimizer against PyTorch's, over the configurations that <c>tests/fixtures/optimizers.py</c> drew.</summary>
public sealed class OptimizerFixtureTests
{
    public static TheoryData<int> Cases => OptimizerFixture.Indices("optimizers");

    public static TheoryData<int> Groups => OptimizerFixture.Indices("groups");

    public static TheoryData<int> Late => OptimizerFixture.Indices("late");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ten_steps_are_those_of_PyTorch(int index) => RequireEqual("optimizers", index, DType.Float64, 1e-10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ten_steps_in_single_precision_are_near_PyTorchs_in_double(int index) =>
        RequireEqual("optimizers", index, DType.Float32, 1e-5);

    [Theory]
    [MemberData(nameof(Groups))]
    public void Groups_have_their_own_hyper_parameters_as_in_PyTorch(int index) => RequireEqual("groups", index, DType.Float64, 1e-10);

    [Theory]
    [MemberData(nameof(Late))]
    public void A_parameter_whose_gradient_comes_late_takes_its_first_step_then(int index) =>
        RequireEqual("late", index, DType.Float64, 1e-10, lateSteps: 3);

    private static void RequireEqual(string part, int index, DType dtype, double tolerance, int lateSteps = 0)
    {
        var json = OptimizerFixture.Part(part)[index];
        var parameters = OptimizerFixture.Start(dtype);
        var optimizer = Create(json, parameters);
        var step = 0;
        foreach (var expected in json.Rows("values"))
        {
            optimizer.ZeroGrad();
            OptimizerFixture.Loss(parameters).Backward();
            if (step++ < lateSteps) parameters[1].Value.ZeroGrad();
            optimizer.Step();
            Near.Equal(expected, OptimizerFixture.Values(parameters), tolerance);
        }
        Assert.Equal(10, optimizer.StepCount);
    }

    private static Optimizer Create(JsonElement json, Parameter[] parameters)
    {
        var arguments = json.GetProperty("arguments");
        if (!json.TryGetProperty("group", out var own)) return Create(json.Text("optimizer"), arguments, parameters);
        var optimizer = Create(json.Text("optimizer"), arguments, parameters[..1]);
        var group = optimizer.AddGroup(parameters[1..]);
        foreach (var argument in own.EnumerateObject()) group[argument.Name] = argument.Value.GetDouble();
        return optimizer;
    }

    private static Optimizer Create(string name, JsonElement a, Parameter[] p)
    {
        var (rate, decay, momentum) = (a.GetProperty("learningRate").GetDouble(), a.Number("weightDecay", 0), a.Number("momentum", 0));
        var (beta1, beta2, epsilon) = (a.Number("beta1", 0.9), a.Number("beta2", 0.999), a.Number("epsilon", 1e-8));
        return name switch
        {
            "SGD" => new SGD(p, rate, momentum, decay, a.Flag("nesterov"), a.Number("dampening", 0), a.Flag("maximize")),
            "Adam" => new Adam(p, rate, beta1, beta2, epsilon, decay),
            "AMSGrad" => new AMSGrad(p, rate, beta1, beta2, epsilon, decay),
            "AdamW" => new AdamW(p, rate, beta1, beta2, epsilon, a.Number("weightDecay", 0.01), a.Flag("amsgrad")),
            "Adamax" => new Adamax(p, rate, beta1, beta2, epsilon, decay),
            "NAdam" => new NAdam(p, rate, beta1, beta2, epsilon, decay, a.Number("momentumDecay", 0.004)),
            "RAdam" => new RAdam(p, rate, beta1, beta2, epsilon, decay),
            "Adagrad" => new Adagrad(p, rate, a.Number("learningRateDecay", 0), decay, a.Number("initialAccumulator", 0),
                a.Number("epsilon", 1e-10)),
            "RMSprop" => new RMSprop(p, rate, a.Number("alpha", 0.99), epsilon, decay, momentum, a.Flag("centred")),
            "Adadelta" => new Adadelta(p, rate, a.Number("rho", 0.9), a.Number("epsilon", 1e-6), decay),
            var other => throw new InvalidDataException($"optimizers.json holds {other}."),
        };
    }
}
