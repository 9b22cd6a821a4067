namespace Adjoint.Data.Tests;

public sealed class TableConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_table_is_opened_again_to_the_same_rows_and_numbers()
    {
        var (file, data, config) = Prepared();
        config.Save(_folder.File("table.json"));
        var again = TableConfig.Load(_folder.File("table.json"));
        Assert.Equal(config.Encoder.ToJson(), again.Encoder.ToJson());
        var opened = again.Open();
        Assert.Equal(data.Split.Test, opened.Split.Test);
        Assert.Equal(config.Encoder.ToJson(), opened.Encoder.ToJson());
        File.AppendAllText(file, "1,2\n");
        Assert.Contains("has changed since this run began", Assert.Throws<InvalidDataException>(again.Open).Message,
            StringComparison.Ordinal);
        File.Delete(file);
        Assert.Throws<FileNotFoundException>(again.Open);
    }

    [Theory]
    [InlineData("\"v\": 1,\n  \"file\"", "\"v\": 3,\n  \"file\"")]
    [InlineData("\"test_fraction\": 0.2", "\"test_fraction\": 1.2")]
    [InlineData("\"file\"", "\"files\"")]
    [InlineData("\"standard_deviation\": ", "\"standard_deviation\": -")]
    public void A_description_that_someone_changed_is_refused(string from, string to)
    {
        var (_, _, config) = Prepared();
        var path = _folder.File("table.json");
        config.Save(path);
        var json = File.ReadAllText(path);
        Assert.Contains(from, json, StringComparison.Ordinal);
        File.WriteAllText(path, json.Replace(from, to, StringComparison.Ordinal));
        Assert.StartsWith(path, Assert.Throws<InvalidDataException>(() => TableConfig.Load(path)).Message, StringComparison.Ordinal);
    }

    private (string File, TabularData Data, TableConfig Config) Prepared()
    {
        var file = _folder.Write("t.csv", System.Text.Encoding.UTF8.GetBytes("x,y\n"
            + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{i * i}\n"))));
        var options = new TabularOptions { Seed = 3 };
        var data = TabularData.Prepare(Table.Read(file), "y", options);
        return (file, data, TableConfig.Of(data, options, file));
    }
}
