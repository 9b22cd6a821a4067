namespace Adjoint;

public sealed partial class Tensor
{
    /// <summary>
    /// The elements in aligned columns and the type, as in <c>tensor([1.5000, 2.0000], float32[2])</c>. Floats share one format, scientific
    /// if they differ much in size; of more than 1000 elements the middle of each long dimension is left out.
    /// </summary>
    public override string ToString() => new TensorPrinter(this).Print();

    /// <summary>Short enough for one line of a debugger: the type and the first few elements.</summary>
    internal string DebuggerText => $"{Type} {new TensorPrinter(this).PrintFirst(count: 6)}";
}
