namespace Adjoint.Guide.Tests;

/// <summary>
/// Everything the guide and the README show is compiled and run, and prints and draws what they say. To take over new outputs and pictures,
/// set <c>ADJOINT_WRITE_GUIDE=1</c> for a run of these tests, and read the difference.
/// </summary>
public sealed class ChapterTests
{
    public static TheoryData<string> Pages => [.. Names()];

    public static TheoryData<string> Chapters => [.. Names().Where(page => Read(page).Snippets.Count > 0)];

    [Theory]
    [MemberData(nameof(Chapters))]
    public void The_code_of_the_page_compiles_without_a_warning(string page) => Assert.Empty(new ChapterProgram(Read(page)).Problems);

    [Theory]
    [MemberData(nameof(Chapters))]
    public void The_code_of_the_page_prints_and_draws_what_the_page_shows(string page)
    {
        var chapter = Read(page);
        var folder = Directory.CreateTempSubdirectory("adjoint-guide-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "images"));
            var outputs = new ChapterProgram(chapter).Run(folder);
            if (Repository.TakesOver)
            {
                chapter.TakeOver(outputs);
                chapter = Read(page);
            }
            foreach (var (snippet, output) in chapter.Snippets.Where(snippet => !snippet.DeclaresTypes).Zip(outputs))
            {
                if (snippet.Output is { } shown) Assert.Equal($"{page}({snippet.Line}):\n{shown}", $"{page}({snippet.Line}):\n{output.TrimEnd()}");
            }
            foreach (var drawn in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) ComparePicture(folder, drawn, page);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_and_pictures_of_the_page_are_there(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        Assert.All(MarkdownLinks.Of(File.ReadAllText(Path.Combine(Repository.Root, page))), link => Assert.True(Path.Exists(Path.Combine(folder, link)), link));
    }

    private static void ComparePicture(string folder, string drawn, string page)
    {
        var name = Path.GetRelativePath(folder, drawn);
        var kept = Path.Combine(Path.GetDirectoryName(Path.Combine(Repository.Root, page))!, name);
        if (Repository.TakesOver)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.Copy(drawn, kept, overwrite: true);
        }
        Assert.True(File.Exists(kept), $"{page} draws {name}, which is not beside it.");
        Assert.Null(Drawing.FirstDifference(File.ReadAllText(kept), File.ReadAllText(drawn)));
    }

    private static IEnumerable<string> Names() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "guide"), "*.md")
        .Append(Path.Combine(Repository.Root, "README.md")).Select(page => Path.GetRelativePath(Repository.Root, page)).Order();

    private static Chapter Read(string page) => Chapter.Read(Path.Combine(Repository.Root, page));
}
