namespace Adjoint.Models;

/// <summary>What a network that is made by name is made for.</summary>
/// <param name="InputShape">The shape of one example.</param>
/// <param name="Outputs">The number of classes or of values it tells.</param>
public sealed record ModelSettings(IReadOnlyList<int> InputShape, int Outputs)
{
    /// <summary>The number of values of one example.</summary>
    public int InputLength => InputShape.Aggregate(1, (length, size) => checked(length * size));
}
