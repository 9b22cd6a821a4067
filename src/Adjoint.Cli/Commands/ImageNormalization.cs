namespace Adjoint.Cli.Commands;

/// <summary>How images are normalised.</summary>
internal enum ImageNormalization
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Each channel by its mean and standard deviation over the training images.</summary>
    Channels,
}
