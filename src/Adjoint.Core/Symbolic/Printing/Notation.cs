namespace Adjoint.Symbolic;

/// <summary>
/// How mathematics is marked up in a language: each template is the text before, between and after the parts it joins.
/// </summary>
internal abstract class Notation
{
    public abstract string[] Document { get; }

    public abstract string[] Sum { get; }

    public abstract string[] Difference { get; }

    /// <summary>Two factors side by side.</summary>
    public abstract string[] Product { get; }

    /// <summary>Two factors of which the second begins with a digit.</summary>
    public abstract string[] DottedProduct { get; }

    public abstract string[] Negative { get; }

    public abstract string[] Fraction { get; }

    public abstract string[] Reciprocal { get; }

    public abstract string[] Power { get; }

    public abstract string[] Square { get; }

    /// <summary>e to a power.</summary>
    public abstract string[] Exponential { get; }

    public abstract string[] Root { get; }

    public abstract string[] ReciprocalRoot { get; }

    public abstract string[] Size { get; }

    public abstract string[] Floor { get; }

    public abstract string[] Ceiling { get; }

    public abstract string[] Parentheses { get; }

    /// <summary>Value, condition, other value.</summary>
    public abstract string[] Choice { get; }

    public abstract string[] And { get; }

    public abstract string[] Or { get; }

    public abstract string[] Not { get; }

    public abstract string Comma { get; }

    public abstract string[] Comparison(string symbol);

    /// <summary>What stands before and after the arguments of a function.</summary>
    public abstract string[] Function(string name);

    public abstract string Number(double value);

    /// <summary>A variable: its letters, and what stands below them.</summary>
    public abstract string Variable(string letters, string index);

    public abstract string Truth(bool value);
}
