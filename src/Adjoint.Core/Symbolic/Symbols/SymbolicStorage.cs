using Adjoint.Backends;

namespace Adjoint.Symbolic;

/// <summary>A formula in place of each number or truth value.</summary>
internal sealed class SymbolicStorage(Backend backend, DType dtype, int length) : Storage(backend, dtype, length)
{
    public Formula[] Formulas { get; } = new Formula[length];

    public override bool IsPooled => false;

    public override void Release()
    {
    }

    public override void Expose()
    {
    }

    public override string TextAt(int position) => Formulas[position].ToString();

    public override InvalidOperationException HoldsNoNumbers() => new(
        $"This tensor holds formulas, such as {Formulas.FirstOrDefault()}, and no numbers yet. Hint: ToFormulas() gives them, and a formula "
        + "has a value once its variables have: Evaluate((\"x\", 2)).");
}
