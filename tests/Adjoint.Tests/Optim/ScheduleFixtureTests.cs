using System.Text.Json;
using Adjoint.Optim;

namespace Adjoint.Tests.Optim;

/// <summary>Every schedule against PyTorch's, over the configurations that <c>tests/fixtures/optimizers.py</c> drew.</summary>
public sealed class ScheduleFixtureTests
{
    public static TheoryData<int> Cases => OptimizerFixture.Indices("schedules");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_factors_are_those_of_PyTorch(int index)
    {
        var json = OptimizerFixture.Part("schedules")[index];
        var schedule = Create(json.Text("schedule"), json.GetProperty("arguments"));
        var metrics = json.TryGetProperty("metrics", out _) ? json.Doubles("metrics") : [];
        var factors = new List<double>();
        for (var step = 0; step < json.GetProperty("steps").GetInt32(); step++)
        {
            factors.Add(schedule.Factor(new TrainingPosition(step, json.GetProperty("steps").GetInt32())));
            if (metrics.Length > 0) schedule.Observe(metrics[step]);
        }
        Near.Equal(json.Doubles("factors"), [.. factors], 1e-12);
    }

    private static Schedule Create(string name, JsonElement a)
    {
        double Number(string argument, double otherwise = double.NaN) => a.Number(argument, otherwise);
        TrainingSpan Span(string argument) => TrainingSpan.Epochs(Number(argument));
        return name switch
        {
            "Step" => new StepSchedule(Span("every"), Number("factor")),
            "MultiStep" => new MultiStepSchedule(a.Ints("milestones").Select(milestone => TrainingSpan.Steps(milestone)), Number("factor")),
            "Exponential" => new ExponentialSchedule(Number("factor")),
            "Linear" => new LinearSchedule(Number("start"), Number("end"), Span("over")),
            "Cosine" => new CosineSchedule(Number("least"), Span("over")),
            "CosineRestarts" => new CosineRestartsSchedule(Span("period"), (int)Number("multiplier"), Number("least")),
            "Polynomial" => new PolynomialSchedule(Number("power"), Span("over")),
            "OneCycle" => new OneCycleSchedule(Number("rise"), Number("startDivisor"), Number("endDivisor"), a.Flag("isLinear"),
                a.Flag("hasThreePhases")),
            "WarmUp" => new WarmUpSchedule(TrainingSpan.Steps((long)Number("length")), new CosineSchedule(), Number("start")),
            "ReduceOnPlateau" => new ReduceOnPlateauSchedule(Number("factor"), (int)Number("patience"), Number("threshold", 1e-4),
                a.Flag("isThresholdAbsolute"), (int)Number("cooldown", 0), Number("least", 0), a.Flag("isHigherBetter")),
            var other => throw new InvalidDataException($"optimizers.json holds {other}."),
        };
    }
}
