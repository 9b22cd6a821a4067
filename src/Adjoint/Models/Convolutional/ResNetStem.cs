namespace Adjoint.Models;

/// <summary>How a <see cref="ResNet"/> begins.</summary>
public enum ResNetStem
{
    /// <summary>A 7x7 convolution and a maximum pooling, each with stride 2, for photographs: their 224x224 become 56x56.</summary>
    ImageNet,

    /// <summary>A 3x3 convolution that keeps the size, for the small images of CIFAR-10.</summary>
    Cifar,
}
