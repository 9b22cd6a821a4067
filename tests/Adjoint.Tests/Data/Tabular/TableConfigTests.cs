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

    [Fact]
    public void All_options_of_reading_and_encoding_survive()
    {
        var text = "a line to pass over\ncode,size,gone,name,y\n" + string.Concat(Enumerable.Range(0, 80).Select(i =>
            $"{i % 5},{(i == 7 ? "none" : $"{i}")},{i},n{i},{"pqrs"[i * i % 4]}\n"));
        var file = _folder.Write("o.csv", System.Text.Encoding.UTF8.GetBytes(text));
        var table = Table.Read(file, new CsvOptions
        {
            SkippedLines = 1,
            Missing = ["none"],
            Excluded = ["gone"],
            Kinds = new Dictionary<string, ColumnKind> { ["code"] = ColumnKind.Text },
        });
        var options = new TabularOptions { Encoder = new EncoderOptions { MostCategories = 3, RareFraction = 0.1, Kept = ["name"] } };
        var data = TabularData.Prepare(table, "y", options);
        TableConfig.Of(data, options, file).Save(_folder.File("table.json"));
        var opened = TableConfig.Load(_folder.File("table.json")).Open();
        Assert.Equal(data.Encoder.ToJson(), opened.Encoder.ToJson());
        Assert.Equal(data.Split.Test, opened.Split.Test);
        Assert.Equal(data.Folds(3).Select(fold => fold.Encoder.ToJson()), opened.Folds(3).Select(fold => fold.Encoder.ToJson()));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("kept")]
    [InlineData("excluded")]
    public void A_list_that_holds_null_is_refused(string list)
    {
        var (_, _, config) = Prepared();
        var path = _folder.File("table.json");
        config.Save(path);
        var json = File.ReadAllText(path);
        Assert.Contains($"\"{list}\": []", json, StringComparison.Ordinal);
        File.WriteAllText(path, json.Replace($"\"{list}\": []", $"\"{list}\": [null]", StringComparison.Ordinal));
        Assert.Contains($"'{list}' holds a text that is null", Assert.Throws<InvalidDataException>(() => TableConfig.Load(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_with_a_dropped_column_that_is_null_is_refused()
    {
        var json = Prepared().Config.Encoder.ToJson();
        Assert.Contains("\"dropped\": []", json, StringComparison.Ordinal);
        Assert.Contains("'dropped'", Assert.Throws<InvalidDataException>(() =>
            TableEncoder.FromJson(json.Replace("\"dropped\": []", "\"dropped\": [null]", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);
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
