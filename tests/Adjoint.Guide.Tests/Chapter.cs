namespace Adjoint.Guide.Tests;

/// <summary>
/// A page of the documentation: its blocks of C# in order, each with the text it is said to print. Blocks of one page are one program;
/// a block that declares types goes to the program's end.
/// </summary>
internal sealed class Chapter
{
    private const string Fence = "```";

    private Chapter(string path, IReadOnlyList<Snippet> snippets)
    {
        Path = path;
        Snippets = snippets;
    }

    public string Path { get; }

    public IReadOnlyList<Snippet> Snippets { get; }

    public static Chapter Read(string path)
    {
        var snippets = new List<Snippet>();
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal)) continue;
            var language = lines[i][Fence.Length..].Trim();
            var first = i + 1;
            var end = Array.FindIndex(lines, first, line => line.StartsWith(Fence, StringComparison.Ordinal));
            if (end < 0) throw new InvalidDataException($"{path}({i + 1}): this block has no end.");
            var text = string.Join('\n', lines[first..end]);
            if (language == "csharp") snippets.Add(new Snippet(text, first + 1, null));
            if (language == "text" && snippets.Count > 0) snippets[^1] = snippets[^1] with { Output = text, OutputLines = first..end };
            i = end;
        }
        return new Chapter(path, snippets);
    }

    /// <summary>Puts what the blocks of statements really print in place of what the page shows.</summary>
    public void TakeOver(IReadOnlyList<string> outputs)
    {
        var lines = File.ReadAllLines(Path).ToList();
        var shown = Snippets.Where(snippet => !snippet.DeclaresTypes).Zip(outputs).Where(pair => pair.First.Output is not null);
        foreach (var (snippet, output) in shown.Reverse())
        {
            var (start, count) = snippet.OutputLines.GetOffsetAndLength(lines.Count);
            lines.RemoveRange(start, count);
            lines.InsertRange(start, output.TrimEnd().Split('\n'));
        }
        File.WriteAllText(Path, string.Join('\n', lines) + "\n");
    }
}

/// <summary>One block of C#.</summary>
/// <param name="Code">The code.</param>
/// <param name="Line">Its first line in the page, from 1.</param>
/// <param name="Output">What it prints by the page's word; null if the page shows nothing.</param>
internal sealed record Snippet(string Code, int Line, string? Output)
{
    /// <summary>The lines of the page that show the output.</summary>
    public Range OutputLines { get; init; }

    /// <summary>True if the block declares types and has no statements.</summary>
    public bool DeclaresTypes => Code.Split('\n').First(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)
        && !line.StartsWith("using ", StringComparison.Ordinal)).Split(' ')
        .Any(word => word is "class" or "record" or "struct" or "interface" or "enum");
}
