namespace Adjoint.Training;

/// <summary>
/// Ends training when the validation score no longer improves, before the network learns its examples by heart (Prechelt, 1998).
/// </summary>
public sealed record EarlyStopping
{
    /// <summary>Asks to stop after so many epochs without improvement.</summary>
    /// <param name="patience">How many epochs in a row may bring no improvement, at least 1; the last of them ends training.</param>
    /// <param name="minImprovement">An improvement is one by more than this, in what the task goes by: accuracy, or the loss.</param>
    /// <param name="restoresBest">Whether the network gets the weights of its best epoch back in the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public EarlyStopping(int patience, double minImprovement = 0, bool restoresBest = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        if (!(minImprovement >= 0 && double.IsFinite(minImprovement)))
        {
            throw new ArgumentOutOfRangeException(nameof(minImprovement),
                FormattableString.Invariant($"EarlyStopping: an improvement is finite and at least 0, and {minImprovement} was given."));
        }
        (Patience, MinImprovement, RestoresBest) = (patience, minImprovement, restoresBest);
    }

    /// <summary>How many epochs in a row may bring no improvement.</summary>
    public int Patience { get; }

    /// <summary>An improvement is one by more than this.</summary>
    public double MinImprovement { get; }

    /// <summary>Whether the network gets the weights of its best epoch back in the end.</summary>
    public bool RestoresBest { get; }
}
