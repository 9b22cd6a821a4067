namespace Adjoint.Models;

/// <summary>The channels of an <see cref="Inception"/> module, a row of table 1 of Szegedy et al. (2015).</summary>
/// <param name="Input">Channels of the input.</param>
/// <param name="One">Of the 1x1 branch.</param>
/// <param name="ThreeReduced">Of the 1x1 convolution before the 3x3 one.</param>
/// <param name="Three">Of the 3x3 branch.</param>
/// <param name="FiveReduced">Of the 1x1 convolution before the 5x5 one.</param>
/// <param name="Five">Of the 5x5 branch.</param>
/// <param name="Pool">Of the 1x1 convolution behind the pooling.</param>
public readonly record struct InceptionWidths(int Input, int One, int ThreeReduced, int Three, int FiveReduced, int Five, int Pool)
{
    /// <summary>Channels of the output, those of all branches.</summary>
    public int Output => One + Three + Five + Pool;
}
