namespace Adjoint.Data;

/// <summary>What the values of a table's column are.</summary>
public enum ColumnKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Points in time, kept as days since 1970-01-01.</summary>
    Date,

    /// <summary>Anything else: names of categories, identifiers, sentences.</summary>
    Text,
}
