using Adjoint.Backends;
using Adjoint.Backends.Reference;

namespace Adjoint.Symbolic;

/// <summary>
/// Computes with a formula for each element, so that tensor code and every differentiation rule run on symbols as they stand. Floats and
/// truth values are formulas; integers, which are positions and classes, stay numbers.
/// </summary>
internal sealed partial class SymbolicBackend : Backend
{
    public static readonly SymbolicBackend Instance = new();

    private SymbolicBackend() : base("symbolic")
    {
    }

    internal override bool LiftsConstants => true;

    internal override bool HasFusedDerivatives => false;

    private protected override Storage AllocateCore(DType dtype, int length) => dtype switch
    {
        DType.Int64 => new Storage<long>(this, new long[length], 0, length, null),
        DType.UInt8 => new Storage<byte>(this, new byte[length], 0, length, null),
        _ => new SymbolicStorage(this, dtype, length),
    };

    private static bool HoldsFormulas(Tensor x) => x.Storage is SymbolicStorage;

    private static Formula Read(Tensor x, int position)
    {
        if (x.Storage is SymbolicStorage symbols) return symbols.Formulas[position];
        var value = Element.Real(x, position);
        return x.DType == DType.Bool ? Formula.Truth(value != 0) : Formula.Number(value);
    }

    private static Formula Read(Tensor x, ReadOnlySpan<int> index) => Read(x, Element.Position(x, index));

    private static void Write(Tensor target, int position, Formula formula)
    {
        if (target.Storage is SymbolicStorage symbols)
        {
            symbols.Formulas[position] = target.DType == DType.Bool ? Folded.Condition(formula) : Folded.Number(formula);
        }
        else if (formula.Value is { } value)
        {
            Element.Write(target, position, value);
        }
        else
        {
            throw new FormulaException($"{formula} cannot become {target.DType.Text}: whole numbers of symbols are positions and counts, "
                + "which must be known.");
        }
    }

    private static void Write(Tensor target, ReadOnlySpan<int> index, Formula formula) =>
        Write(target, Element.Position(target, index), formula);

    private static FormulaException NotOnSymbols(string what, string hint) => new($"{what} on symbols. Hint: {hint}");
}
