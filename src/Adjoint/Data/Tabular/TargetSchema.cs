using System.Text.Json.Serialization;

namespace Adjoint.Data;

/// <summary>What is to be predicted: a column of a table, as classes or as values.</summary>
/// <param name="Name">The column's name.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ClassTarget), "classes")]
[JsonDerivedType(typeof(ValueTarget), "values")]
public abstract record TargetSchema(string Name)
{
    /// <summary>Whether it is learned as classes or as values.</summary>
    [JsonIgnore]
    public abstract TargetKind TargetKind { get; }

    /// <summary>The kind as which the column is read from a further file.</summary>
    [JsonIgnore]
    public abstract ColumnKind Kind { get; }

    internal abstract string? Problem();
}
