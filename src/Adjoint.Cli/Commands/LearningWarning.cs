using System.Globalization;
using Adjoint.Training;

namespace Adjoint.Cli.Commands;

/// <summary>Tells a run that ended with finite numbers and learned nothing.</summary>
internal static class LearningWarning
{
    // Guessing one class of K is right in a fraction 1/K; a network that learns makes up more than this part of the rest in its first epoch.
    private const double LeastLearned = 0.05;

    /// <summary>What is to be said of these epochs; null if they learned.</summary>
    public static string? For(IReadOnlyList<EpochMetrics> epochs, int classes)
    {
        if (epochs is not [var first, .., var last]) (first, last) = (epochs[0], epochs[0]);
        // A loss that has risen asks for smaller steps; one that has hardly fallen for larger ones, or more.
        var hint = last.Train.Loss > first.Train.Loss
            ? "Hint: the learning rate may not suit; try a smaller --lr."
            : "Hint: the learning rate may not suit; try another --lr or more --epochs. Or the inputs say nothing about the target.";
        var chance = 1.0 / classes;
        // No comparison holds for a metric that the task does not have.
        if (last.Train["acc"] < chance + LeastLearned * (1 - chance))
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"the training accuracy is {last.Train["acc"]:0.0000}, and guessing gives {chance:0.0000}. {hint}");
        }
        if (last.Train["r2"] < LeastLearned)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"R2 over the training examples is {last.Train["r2"]:0.0000}, and always predicting their mean gives 0. {hint}");
        }
        return last.Train.Loss <= first.Train.Loss
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"the training loss of the last epoch, {last.Train.Loss:0.0000}, is above that of the first, {first.Train.Loss:0.0000}. {hint}");
    }
}
