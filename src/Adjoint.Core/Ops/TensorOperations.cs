namespace Adjoint;

/// <summary>The operations on tensors as methods and operators; each file under Ops adds its own.</summary>
public static partial class TensorOperations;
