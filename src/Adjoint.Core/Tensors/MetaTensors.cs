using Adjoint.Autodiff;

namespace Adjoint;

/// <summary>
/// Makes new tensors of floating-point numbers on this thread without elements until the scope ends: <c>using var meta =
/// MetaTensors.Begin();</c> (PyTorch: <c>device="meta"</c>). What is computed from one has a shape, a type and a record, and no elements
/// either: the shape rules run and nothing else. So a network of any size is made and run through in no time and no memory, to count its
/// parameters or to draw it. Tensors of whole numbers, and those filled with given values, keep their elements.
/// </summary>
public readonly ref struct MetaTensors
{
    private readonly RecordScope _scope;

    private MetaTensors(RecordScope scope) => _scope = scope;

    /// <summary>True while new tensors on this thread have no elements.</summary>
    public static bool IsActive => RecordScope.Has(RecordMode.Meta);

    /// <summary>Begins to leave elements out.</summary>
    public static MetaTensors Begin() => new(RecordScope.Set(RecordMode.Meta, true));

    /// <summary>Restores what was before.</summary>
    public void Dispose() => _scope.Dispose();
}
