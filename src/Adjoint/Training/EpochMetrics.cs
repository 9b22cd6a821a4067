namespace Adjoint.Training;

/// <summary>Loss and accuracy over a number of examples.</summary>
/// <param name="Loss">The mean loss of an example.</param>
/// <param name="Accuracy">The fraction of examples whose class was the most likely one.</param>
/// <param name="Count">The number of examples.</param>
public readonly record struct Score(double Loss, double Accuracy, int Count);

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Train">Over the training examples, each at the moment it was learned from.</param>
/// <param name="Validation">Over the validation examples, after the epoch; null if there are none.</param>
/// <param name="Seconds">Wall time of the epoch.</param>
/// <param name="SamplesPerSecond">Training examples a second.</param>
public sealed record EpochMetrics(int Epoch, Score Train, Score? Validation, double Seconds, double SamplesPerSecond);
