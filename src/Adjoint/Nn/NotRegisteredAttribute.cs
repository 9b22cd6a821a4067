namespace Adjoint.Nn;

/// <summary>
/// Leaves a member out of the module tree: it is neither listed nor trained, saved or switched between training and evaluation. For
/// references that the module does not own, such as one back to its parent.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NotRegisteredAttribute : Attribute;
