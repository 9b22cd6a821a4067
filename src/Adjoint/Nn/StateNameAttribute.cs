namespace Adjoint.Nn;

/// <summary>
/// Gives a member of a module another name in the state than the one made from its C# name, for instance to read a file made by a PyTorch
/// model: <c>[StateName("fc")] readonly Linear _classifier</c>.
/// </summary>
/// <param name="name">The name, as in PyTorch's state dict.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class StateNameAttribute(string name) : Attribute
{
    /// <summary>The name in the state.</summary>
    public string Name { get; } = name;
}
