namespace Adjoint.Models;

/// <summary>The forms of <see cref="AlexNet"/>.</summary>
public enum AlexNetForm
{
    /// <summary>One tower of 64, 192, 384, 256 and 256 channels (Krizhevsky, 2014), which is torchvision's <c>alexnet</c>: 61,100,840
    /// parameters.</summary>
    OneTower,

    /// <summary>One tower of the original widths, 96, 256, 384, 384 and 256 channels, without response normalisation: 62,378,344
    /// parameters.</summary>
    Wide,

    /// <summary>The form of 2012: the original widths, the second, fourth and fifth convolution in two groups that do not see each other
    /// (then two graphics cards), response normalisation behind the first two: 60,965,224 parameters.</summary>
    TwoTowers,
}
