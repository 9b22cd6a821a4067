namespace Adjoint.Data;

/// <summary>How the columns of a table become numbers.</summary>
public sealed record EncoderOptions
{
    /// <summary>The most categories of a text column that get an input of their own; the rarest beyond are taken together.</summary>
    public int MostCategories { get; init; } = 32;

    /// <summary>Categories in less than this fraction of the training rows, or in one row only, are taken together.</summary>
    public double RareFraction { get; init; } = 0.001;

    /// <summary>Whether each number column with missing values gets a second input that says where they were.</summary>
    public bool HasMissingIndicators { get; init; }

    /// <summary>Columns that are kept even if they look like identifiers.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}
