namespace Adjoint.Models;

/// <summary>How each layer is pretrained; see <see cref="LayerwisePretraining"/>.</summary>
public sealed record PretrainingOptions
{
    /// <summary>Passes over the examples a layer.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Examples of one step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Adam's step size.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>
    /// The share of a layer's inputs that is set to zero before it has to tell all of them: a denoising autoencoder (Vincent et al., 2008),
    /// which cannot come off by copying.
    /// </summary>
    public double Noise { get; init; }
}
