namespace Adjoint.Models;

/// <summary>The forms of <see cref="GoogLeNet"/>.</summary>
public enum GoogLeNetForm
{
    /// <summary>
    /// torchvision's: batch normalisation behind each convolution, which has no bias; the third branch of a module is 3x3; the last
    /// pooling 2x2. 13,004,888 parameters for 1000 classes, of which the auxiliary heads have 6,379,984.
    /// </summary>
    BatchNorm,

    /// <summary>
    /// That of the paper: convolutions with bias and ReLU, 5x5 kernels in the third branch, 3x3 poolings, 40% dropout, and local response
    /// normalisation in the stem unless it is left out.
    /// </summary>
    Original,
}
