namespace Adjoint.Data;

/// <summary>The two parts of a named data set: what a network learns from and what it is measured on.</summary>
/// <param name="Train">The examples to learn from.</param>
/// <param name="Test">The examples to measure on, never seen in training.</param>
public sealed record DataSplits(DataSet Train, DataSet Test);
