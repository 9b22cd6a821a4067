namespace Adjoint.Models;

/// <summary>What the maximum likelihood of logistic regression came to.</summary>
/// <param name="Iterations">Steps of Newton's method.</param>
/// <param name="Loss">The mean of -ln p over the examples, without the penalty.</param>
/// <param name="IsConverged">Whether the maximum was found.</param>
/// <param name="IsSeparable">Whether a plane was found that has every example on its side; without a penalty there is no maximum
/// then.</param>
public sealed record LogisticFit(int Iterations, double Loss, bool IsConverged, bool IsSeparable)
{
    /// <summary>What to warn of; null if the maximum was found.</summary>
    public string? Warning => IsConverged ? null
        : (IsSeparable
            ? "the classes are separable: a plane has every example on its side, so that the likelihood has no maximum and the weights "
                + "would grow without end."
            : $"the likelihood has no maximum that {Iterations} steps came near to: it seems that a plane separates all examples but those "
                + "that lie in it, so that the weights grow without end.")
            + " The probabilities are too sure. Hint: a penalty above 0 makes the weights finite.";
}
