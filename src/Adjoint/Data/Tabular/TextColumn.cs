namespace Adjoint.Data;

/// <summary>A column of texts. Each different text is kept once; a row holds its number.</summary>
public sealed class TextColumn : TableColumn
{
    private readonly int[] _codes;
    private readonly string[] _levels;

    /// <summary>A column of these texts; null where one is missing.</summary>
    public TextColumn(string name, IReadOnlyList<string?> values) : this(name, Encode(values))
    {
    }

    internal TextColumn(string name, int[] codes, string[] levels) : base(name, ColumnKind.Text, codes.Length) =>
        (_codes, _levels) = (codes, levels);

    private TextColumn(string name, (int[] Codes, string[] Levels) content) : this(name, content.Codes, content.Levels)
    {
    }

    /// <summary>The different texts, in the order in which they first appear.</summary>
    public IReadOnlyList<string> Levels => _levels;

    /// <summary>For each row the position of its text in <see cref="Levels"/>; -1 where it is missing.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _codes[row] < 0;

    /// <inheritdoc/>
    public override string Text(int row) => _codes[row] is >= 0 and var code ? _levels[code] : "";

    private static (int[] Codes, string[] Levels) Encode(IReadOnlyList<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var levels = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new int[values.Count];
        for (var row = 0; row < codes.Length; row++) codes[row] = Code(levels, values[row]);
        return (codes, [.. levels.Keys]);
    }

    /// <summary>The number of a text, a new one for a new text.</summary>
    internal static int Code(Dictionary<string, int> levels, string? value)
    {
        if (value is null) return -1;
        if (!levels.TryGetValue(value, out var code)) levels.Add(value, code = levels.Count);
        return code;
    }
}
