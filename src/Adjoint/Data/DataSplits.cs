namespace Adjoint.Data;

/// <summary>The parts of a data set: what a network learns from, what it is measured on, what the best epoch is chosen by.</summary>
/// <param name="Train">The examples to learn from.</param>
/// <param name="Test">The examples to measure on, never seen in training.</param>
/// <param name="Validation">The examples to choose the best epoch by; null if a part of those to learn from is to be held out.</param>
public sealed record DataSplits(DataSet Train, DataSet Test, DataSet? Validation = null);
