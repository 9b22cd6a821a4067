using Adjoint.Data;
using Adjoint.Losses;
using Adjoint.Metrics;

namespace Adjoint.Training;

/// <summary>
/// Values: the network makes as many numbers as the targets have, [batch, values]; the squared error or another loss; judged by rmse, mae
/// and R2. The epoch with the smallest loss is the best one.
/// </summary>
/// <param name="loss">The loss of values against values, such as <see cref="L1Loss"/> or <see cref="HuberLoss"/>; the mean squared error
/// if omitted.</param>
/// <param name="unit">What 1 of the targets stands for, where they were standardized: rmse and mae are told in what it is counted
/// in.</param>
public sealed class Regression(Loss? loss = null, double unit = 1) : LearningTask(loss ?? new MSELoss()), INamedTask
{
    /// <inheritdoc/>
    public static IEnumerable<TaskEntry> Entries =>
    [
        new("regression", "one or more values, by the squared error", TargetKind.Values,
            settings => new Regression(ValueLoss.Find(settings.Loss ?? ValueLoss.Usual), settings.TargetUnit)),
    ];

    /// <inheritdoc/>
    public override string Name => "regression";

    /// <inheritdoc/>
    public override int OutputCount(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.TargetLength;
    }

    /// <inheritdoc/>
    public override void Require(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.TargetKind != TargetKind.Values) throw Refusal(data, "values as targets");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Metric> NewMetrics() => [new RootMeanSquaredError(unit), new MeanAbsoluteError(unit), new R2Score()];
}
