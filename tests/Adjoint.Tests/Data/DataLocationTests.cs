namespace Adjoint.Data.Tests;

public sealed class DataLocationTests
{
    [Fact]
    public void The_named_directory_comes_before_the_variable_and_the_cache()
    {
        using var folder = new TemporaryFolder();
        var (named, variable, cache) = (folder.File("named"), folder.File("variable"), folder.File("cache"));
        var location = DataLocation.Find(named, Environment(variable, cache));
        Assert.Equal([named, variable], location.Roots.Take(2));
        Assert.Equal(named, location.Destination);

        folder.Write("variable/mnist/a", [1]);
        Directory.CreateDirectory(named);
        Assert.Equal([folder.File("variable", "mnist", "a")], location.Files("mnist", "a"));
        folder.Write("named/mnist/a", [1]);
        Assert.Equal([folder.File("named", "mnist", "a")], location.Files("mnist", "a"));
    }

    [SkippableFact]
    public void On_Linux_the_cache_follows_the_XDG_rules()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Linux keeps its caches in its own way");
        Assert.Equal("/x/adjoint", DataLocation.Find(null, Variables(("XDG_CACHE_HOME", "/x"), ("HOME", "/h"))).Destination);
        Assert.Equal("/h/.cache/adjoint", DataLocation.Find(null, Variables(("XDG_CACHE_HOME", "relative"), ("HOME", "/h"))).Destination);
        Assert.Equal("/h/.cache/adjoint", DataLocation.Find(null, Variables(("HOME", "/h"))).Destination);
        Assert.Null(DataLocation.Find(null, _ => null).Destination);
    }

    [Fact]
    public void The_variable_is_looked_at_but_not_written_to()
    {
        using var folder = new TemporaryFolder();
        var location = DataLocation.Find(null, Environment(folder.Path, folder.File("cache")));
        Assert.Equal(folder.Path, location.Roots[0]);
        Assert.NotEqual(folder.Path, location.Destination);
    }

    [Fact]
    public void A_file_may_be_there_compressed_or_not()
    {
        using var folder = new TemporaryFolder();
        string[] expected = [folder.Write("set/a.gz", [1]), folder.Write("set/b", [1])];
        Assert.Equal(expected, DataLocation.Find(folder.Path, _ => null).Files("set", "a", "b"));
    }

    [Fact]
    public void A_named_directory_without_the_set_is_passed_over()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one/other/a", [1]);
        string[] whole = [folder.Write("two/set/a", [1]), folder.Write("two/set/b", [1])];
        Assert.Equal(whole, DataLocation.Find(folder.File("one"), Environment(folder.File("two"), null)).Files("set", "a", "b"));
    }

    [Fact]
    public void A_set_that_is_not_whole_in_the_named_directory_is_not_taken_from_another_one()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one/set/a", [1]);
        folder.Write("two/set/a", [1]);
        folder.Write("two/set/b", [1]);
        var location = DataLocation.Find(folder.File("one"), Environment(folder.File("two"), null));
        var message = Assert.Throws<FileNotFoundException>(() => location.Files("set", "a", "b")).Message;
        Assert.Contains($"no b[.gz] in {folder.File("one", "set")}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_named_with_where_they_were_looked_for_and_what_to_do()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one/other/a", [1]);
        folder.Write("two/set/a", [1]);
        var location = DataLocation.Find(folder.File("one"), Environment(folder.File("two"), null));
        var message = Assert.Throws<FileNotFoundException>(() => location.Files("set", "a", "b")).Message;
        Assert.Contains($"no folder {folder.File("one", "set")}", message, StringComparison.Ordinal);
        Assert.Contains($"no b[.gz] in {folder.File("two", "set")}", message, StringComparison.Ordinal);
        Assert.Contains("adjoint data get set", message, StringComparison.Ordinal);
        Assert.Contains("--data-dir", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_directory_that_is_not_there_is_no_reason_to_look_elsewhere()
    {
        using var folder = new TemporaryFolder();
        folder.Write("variable/set/a", [1]);
        var location = DataLocation.Find(folder.File("typo"), Environment(folder.File("variable"), null));
        var message = Assert.Throws<DirectoryNotFoundException>(() => location.Files("set", "a")).Message;
        Assert.Contains(folder.File("typo"), message, StringComparison.Ordinal);
    }

    private static Func<string, string?> Environment(string variable, string? cache) =>
        Variables((DataLocation.Variable, variable), ("XDG_CACHE_HOME", cache));

    private static Func<string, string?> Variables(params (string Name, string? Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;
}
