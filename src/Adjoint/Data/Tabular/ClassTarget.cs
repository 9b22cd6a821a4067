using System.Text.Json.Serialization;

namespace Adjoint.Data;

/// <summary>A target that is one of a few classes.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Classes">The classes: texts in the order of their characters, or numbers in order.</param>
/// <param name="ColumnKind">What the classes are in the file.</param>
public sealed record ClassTarget(string Name, IReadOnlyList<string> Classes, ColumnKind ColumnKind) : TargetSchema(Name)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override TargetKind TargetKind => TargetKind.Classes;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ColumnKind Kind => ColumnKind;

    internal override string? Problem() =>
        Classes.Count < 2 || Classes.Any(name => name is null) || Classes.Distinct(StringComparer.Ordinal).Count() != Classes.Count
            ? "the target needs at least two classes that are told apart."
            : null;
}
