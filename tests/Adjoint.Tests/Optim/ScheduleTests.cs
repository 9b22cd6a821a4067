using Adjoint.Optim;
using Adjoint.Tests.Training;
using Adjoint.Training;

namespace Adjoint.Tests.Optim;

public sealed class ScheduleTests
{
    private static readonly TrainingPosition s_start = new(0, 1200, StepsPerEpoch: 100);

    public static TheoryData<string> Names => [.. ScheduleCatalogue.Entries.Select(entry => entry.Name)];

    [Theory]
    [InlineData("constant", 1, 1, 1)]
    [InlineData("linear", 1, 0.75, 0.5)]
    [InlineData("step", 1, 1, 0.1)]
    [InlineData("multi-step", 1, 1, 0.1)]
    [InlineData("polynomial", 1, 0.5625, 0.25)]
    public void A_schedule_by_name_follows_the_progress_of_the_run(string name, double atStart, double atQuarter, double atHalf)
    {
        var schedule = ScheduleEntry.Find(name).Create();
        Near.Equal([atStart, atQuarter, atHalf], [.. new[] { 0, 300, 600 }.Select(step => schedule.Factor(s_start with { Step = step }))],
            1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schedule_by_name_never_raises_the_rate_above_its_value_and_never_wastes_the_first_step(string name)
    {
        var schedule = ScheduleEntry.Find(name).Create();
        var factors = Enumerable.Range(0, 1200).Select(step => schedule.Factor(s_start with { Step = step })).ToArray();
        Assert.All(factors, factor => Assert.InRange(factor, 0, 1));
        Assert.True(factors[0] > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_of_one_step_has_a_rate(string name) =>
        Assert.InRange(ScheduleEntry.Find(name).Create().Factor(new TrainingPosition(0, 1)), 0, 1);

    [Fact]
    public void A_span_counts_in_steps_in_epochs_or_in_shares_of_the_run()
    {
        Assert.Equal(7, TrainingSpan.Steps(7).StepsIn(s_start));
        Assert.Equal(150, TrainingSpan.Epochs(1.5).StepsIn(s_start));
        Assert.Equal(300, TrainingSpan.Share(0.25).StepsIn(s_start));
    }

    [Fact]
    public void A_negative_span_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TrainingSpan.Epochs(-1));

    [Theory]
    [MemberData(nameof(Names))]
    public void Restored_state_goes_on_alike(string name)
    {
        var (left, right) = (ScheduleEntry.Find(name).Create(), ScheduleEntry.Find(name).Create());
        for (var epoch = 0; epoch < 6; epoch++) left.Observe(1);
        right.LoadState(left.State.ToDictionary());
        for (var epoch = 6; epoch < 20; epoch++)
        {
            left.Observe(1);
            right.Observe(1);
            var position = s_start with { Step = 50 * epoch };
            Assert.Equal(left.Factor(position), right.Factor(position));
        }
    }

    [Fact]
    public void A_plateau_reduces_the_rate_and_an_improvement_does_not()
    {
        var schedule = new ReduceOnPlateauSchedule(factor: 0.5, patience: 1);
        foreach (var loss in new[] { 3.0, 2.0, 1.0 }) schedule.Observe(loss);
        Assert.Equal(1, schedule.Factor(s_start));
        schedule.Observe(1);
        schedule.Observe(double.NaN);
        Assert.Equal(0.5, schedule.Factor(s_start));
    }

    [Fact]
    public void A_warm_up_hands_measurements_on()
    {
        var schedule = new WarmUpSchedule(TrainingSpan.Steps(2), new ReduceOnPlateauSchedule(factor: 0.5, patience: 0));
        schedule.Observe(1);
        schedule.Observe(1);
        Assert.Equal(0.5, schedule.Factor(s_start with { Step = 2 }));
    }

    [Fact]
    public void The_state_of_another_schedule_is_refused()
    {
        var plateau = new ReduceOnPlateauSchedule();
        Assert.Contains("factor", Assert.Throws<ArgumentException>(() => new CosineSchedule().LoadState(plateau.State.ToDictionary())).Message,
            StringComparison.Ordinal);
        Assert.Contains("bad_epochs", Assert.Throws<ArgumentException>(() => plateau.LoadState(new Dictionary<string, double>())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_out_of_their_range_are_refused_by_name()
    {
        Assert.Equal("rise", Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleSchedule(rise: 1)).ParamName);
        Assert.Equal("endDivisor", Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleSchedule(endDivisor: 0.5)).ParamName);
        Assert.Equal("multiplier",
            Assert.Throws<ArgumentOutOfRangeException>(() => new CosineRestartsSchedule(TrainingSpan.Epochs(1), multiplier: 0)).ParamName);
        Assert.Equal("factor", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateauSchedule(factor: 1)).ParamName);
        Assert.Equal("least", Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(least: double.NaN)).ParamName);
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

    [Fact]
    public void A_warm_up_of_a_share_of_the_run_is_as_long_as_the_share_says()
    {
        var schedule = new WarmUpSchedule(TrainingSpan.Share(0.07), new ConstantSchedule());
        Assert.True(schedule.Factor(new TrainingPosition(6, 100)) < 1);
        Assert.Equal(1, schedule.Factor(new TrainingPosition(7, 100)));
    }

    [Fact]
    public void What_is_measured_while_the_rate_rises_is_no_plateau()
    {
        static WarmUpSchedule Create() => new(TrainingSpan.Steps(3), new ReduceOnPlateauSchedule(factor: 0.5, patience: 0));
        var schedule = Create();
        for (var step = 0; step < 3; step++)
        {
            schedule.Factor(new TrainingPosition(step, 10, 1));
            schedule.Observe(1);
        }
        // Restored before anything else is asked of it, it still knows that the rate rises.
        var restored = Create();
        restored.LoadState(schedule.State.ToDictionary());
        restored.Observe(1);
        Assert.Equal(1, restored.Factor(new TrainingPosition(3, 10, 1)));
        restored.Observe(1);
        restored.Observe(1);
        Assert.Equal(0.5, restored.Factor(new TrainingPosition(4, 10, 1)));
    }
}
