using Adjoint.Optim;
using Adjoint.Tests.Training;
using Adjoint.Training;

namespace Adjoint.Tests.Optim;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("constant", 1, 1, 1)]
    [InlineData("linear", 1, 0.75, 0.5)]
    public void A_schedule_is_a_function_of_the_progress(string name, double atStart, double atQuarter, double atHalf)
    {
        var schedule = ScheduleEntry.Find(name).Schedule;
        Assert.Equal([atStart, atQuarter, atHalf], new[] { 0, 0.25, 0.5 }.Select(schedule.Factor));
    }

    [Fact]
    public void An_unknown_name_gets_a_suggestion() =>
        Assert.Equal("linear", Assert.Throws<UnknownNameException>(() => ScheduleEntry.Find("liner")).Suggestion);

    [Fact]
    public void The_trainer_multiplies_the_learning_rate_of_each_step_and_restores_it()
    {
        var one = new TrainingCase(folder: null, epochs: 2, learningRate: 0.5, schedule: new LinearSchedule());
        var rates = new List<double>();
        one.Trainer.Observe(new Rates(() => rates.Add(one.Optimizer.LearningRate * one.Optimizer.LearningRateFactor)));
        one.Run();
        // Ten steps.
        Assert.Equal([0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05], rates.Select(rate => Math.Round(rate, 12)));
        Assert.Equal(1, one.Optimizer.LearningRateFactor);
    }

    private sealed class Rates(Action what) : ITrainingObserver
    {
        public void OnStep(TrainingStep step) => what();
    }
}
