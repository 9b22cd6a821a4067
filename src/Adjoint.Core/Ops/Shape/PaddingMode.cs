namespace Adjoint;

/// <summary>What surrounds a padded tensor (PyTorch: <c>padding_mode</c> of convolutions, <c>mode</c> of <c>F.pad</c>).</summary>
public enum PaddingMode
{
    /// <summary>Zeros: 0 0 | a b c | 0 0.</summary>
    Zeros,

    /// <summary>The tensor mirrored at its first and last element, which are not repeated: c b | a b c | b a.</summary>
    Reflect,

    /// <summary>The first and last element repeated: a a | a b c | c c.</summary>
    Replicate,

    /// <summary>The tensor continued from its other end: b c | a b c | a b.</summary>
    Circular,
}
