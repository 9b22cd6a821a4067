using System.Numerics;

namespace Adjoint.Symbolic;

/// <summary>
/// An expression as a value: a number, a variable, or an operation applied to formulas. The operations are the very ones that tensors are
/// computed with, so a formula can be evaluated, run on tensors, differentiated by the same rules, simplified and printed. Formulas never
/// change and may share parts; formulas of equal structure are equal. Nothing that walks a formula recurses, so depth is no limit.
/// </summary>
public sealed partial class Formula : IEquatable<Formula>
{
    private readonly Formula[] _arguments;

    private Formula(UInt128 digest, Operation? operation, Formula[] arguments, double value, string? name, bool isCondition)
    {
        Digest = digest;
        Operation = operation;
        _arguments = arguments;
        Value = operation is null && name is null ? value : null;
        Name = name;
        IsCondition = isCondition;
        LeadVariable = name;
        foreach (var argument in arguments)
        {
            if (FormulaComparer.CompareNames(argument.LeadVariable, LeadVariable) < 0) LeadVariable = argument.LeadVariable;
        }
    }

    /// <summary>The operation; null for a number and for a variable.</summary>
    public Operation? Operation { get; }

    /// <summary>What the operation is applied to; empty for a number and for a variable.</summary>
    public IReadOnlyList<Formula> Arguments => _arguments;

    /// <summary>The number; null if this is none. The truth values are 1 and 0.</summary>
    public double? Value { get; }

    /// <summary>The name of the variable; null if this is none.</summary>
    public string? Name { get; }

    /// <summary>True for what holds or does not, such as <c>x &gt; 0</c>, and has no derivative.</summary>
    public bool IsCondition { get; }

    /// <summary>The number of distinct parts, this formula included: a part that occurs several times counts once.</summary>
    public int NodeCount => FormulaOrder.Of(this).Count;

    /// <summary>The number of parts as if everything were written out, which for shared parts may be astronomically large.</summary>
    public BigInteger TreeSize
    {
        get
        {
            var sizes = new Dictionary<Formula, BigInteger>();
            foreach (var part in FormulaOrder.Of(this))
            {
                var size = BigInteger.One;
                foreach (var argument in part._arguments) size += sizes[argument];
                sizes.Add(part, size);
            }
            return sizes[this];
        }
    }

    /// <summary>The names of the variables, in the order in which they first appear when the formula is read from left to right.</summary>
    public IReadOnlyList<string> Variables => [.. FormulaOrder.Of(this).Where(part => part.Name is not null).Select(part => part.Name!)];

    internal UInt128 Digest { get; }

    /// <summary>The variable whose name comes first; null if there is none.</summary>
    internal string? LeadVariable { get; }

    internal ReadOnlySpan<Formula> ArgumentSpan => _arguments;

    internal static Formula True { get; } = new(FormulaDigest.OfNumber(1, true), null, [], 1, null, true);

    internal static Formula False { get; } = new(FormulaDigest.OfNumber(0, true), null, [], 0, null, true);

    /// <summary>A number.</summary>
    public static Formula Number(double value) => new(FormulaDigest.OfNumber(value, false), null, [], value, null, false);

    /// <summary>
    /// A variable. It may have the name of a constant, such as <c>e</c>; the text of such a formula is read back by
    /// <see cref="FormulaParser.Parse(string, IEnumerable{string})"/> with that name among the variables.
    /// </summary>
    /// <exception cref="FormulaException">The name is not a letter or underscore followed by letters, digits and underscores, or it is
    /// that of a function or a word such as <c>and</c>, so that the formula's text would not read back.</exception>
    public static Formula Variable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!FormulaLexer.IsName(name))
        {
            throw new FormulaException($"\"{name}\" is no name of a variable. A name is a letter or underscore, followed by letters, "
                + "digits and underscores.");
        }
        if (FormulaFunctions.IsFunction(name)) throw new FormulaException($"{name} is a function and cannot name a variable.");
        if (FormulaFunctions.IsWord(name)) throw new FormulaException($"{name} has a meaning in formulas and cannot name a variable.");
        return new Formula(FormulaDigest.OfVariable(name), null, [], 0, name, false);
    }

    /// <summary>An elementwise operation applied to formulas.</summary>
    /// <exception cref="FormulaException">The operation is not one of single numbers, the number of arguments is wrong, or a condition
    /// stands where a number is needed or the other way round.</exception>
    public static Formula Of(Operation operation, params ReadOnlySpan<Formula> arguments)
    {
        ArgumentNullException.ThrowIfNull(operation);
        // x^n has one form, whether n was an attribute or an input.
        if (operation is PowNumberOperation { Exponent: var exponent } && arguments.Length == 1)
        {
            return Of(PowOperation.Instance, arguments[0], Number(exponent));
        }
        var isCondition = FormulaRules.Check(operation, arguments);
        return new Formula(FormulaDigest.Of(operation, arguments), operation, arguments.ToArray(), 0, null, isCondition);
    }

    /// <summary>Reads a formula; the same as <see cref="FormulaParser.Parse(string, IEnumerable{string})"/>.</summary>
    /// <exception cref="FormulaException">The text is no formula.</exception>
    public static Formula Parse(string text) => FormulaParser.Parse(text);

    /// <summary>True if both have the same structure.</summary>
    public bool Equals(Formula? other) => other is not null && (ReferenceEquals(this, other) || Digest == other.Digest);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Formula);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(uint)Digest;

    /// <summary>The tree size, or any larger number if it is above a limit.</summary>
    internal long TreeSizeUpTo(long limit)
    {
        var sizes = new Dictionary<Formula, long>();
        foreach (var part in FormulaOrder.Of(this))
        {
            var size = 1L;
            foreach (var argument in part._arguments) size += sizes[argument];
            if (size > limit) return size;
            sizes.Add(part, size);
        }
        return sizes[this];
    }

    internal bool Is<TOperation>() where TOperation : Operation => Operation is TOperation;

    internal static Formula Truth(bool value) => value ? True : False;
}
