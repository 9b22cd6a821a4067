namespace Adjoint.Training;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Train">Over the training examples, each at the moment it was learned from.</param>
/// <param name="Validation">Over the validation examples, after the epoch; null if there are none.</param>
/// <param name="Seconds">Wall time of the epoch.</param>
/// <param name="SamplesPerSecond">Training examples a second.</param>
public sealed record EpochMetrics(int Epoch, Score Train, Score? Validation, double Seconds, double SamplesPerSecond);
