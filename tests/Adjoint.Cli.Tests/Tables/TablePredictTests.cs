namespace Adjoint.Cli.Tests;

public sealed class TablePredictTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Rows_are_predicted_with_probabilities_or_values_to_standard_output_or_a_file()
    {
        Train("flowers.csv", TableFiles.Flowers(100), "colour", "run");
        Write("new.csv", "leaves,height,unheard of\n5,12,x\n5,26,y\n");
        var output = _cli.Run("predict", "run", "new.csv").AssertExit(0);
        var lines = output.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal("row,prediction,p(blue),p(red)", lines[0]);
        Assert.StartsWith("1,red,0.", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2,blue,0.", lines[2], StringComparison.Ordinal);
        Assert.Empty(output.Errors);
        Assert.Empty(_cli.Run("predict", "run", "new.csv", "--out", "out.csv").AssertExit(0).Output);
        Assert.Equal(output.Output, File.ReadAllText(_cli.PathOf("out.csv")));
        var json = _cli.Run("predict", "run", "new.csv", "--json").AssertExit(0).Lines;
        Assert.Equal(["red", "blue"], json.Select(line => line.GetProperty("prediction").GetString()));
        Assert.All(json, line => Assert.Equal(1, line.GetProperty("probabilities").EnumerateArray().Sum(value => value.GetDouble()), 5));
    }

    [Fact]
    public void Values_come_in_the_unit_of_the_target_beside_the_identifier()
    {
        Train("houses.csv", TableFiles.Houses(200), "price", "run");
        Write("new.csv", "id,size,age,place,country\nnew,100,20,sea,X\nfar,100,20,moon,Y\ngap,50,,land,\n");
        var result = _cli.Run("predict", "run", "new.csv").AssertExit(0);
        var lines = result.Output.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("row,id,prediction", lines[0]);
        Assert.StartsWith("1,new,", lines[1], StringComparison.Ordinal);
        var price = double.Parse(lines[1].Split(',')[2], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(price, 290, 330);
        Assert.Contains("('moon') not in the training rows, taken for 'land'", result.Errors, StringComparison.Ordinal);
        Assert.Contains("1 missing value, the first in row 3 (line 4), filled with the median", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_names_is_told_by_its_places_and_the_target_may_be_missing()
    {
        var text = TableFiles.Flowers(100);
        Train("flowers.csv", text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..], "3", "run");
        Write("with.csv", "12,5,red\n26,5,?\n");
        Write("without.csv", "12,5\n26,5\n");
        Write("narrow.csv", "12\n26\n");
        var with = _cli.Run("predict", "run", "with.csv").AssertExit(0).Output;
        Assert.Contains("1,red,", with, StringComparison.Ordinal);
        Assert.Equal(with, _cli.Run("predict", "run", "without.csv").AssertExit(0).Output);
        _cli.Run("predict", "run", "narrow.csv").AssertFails(3, "found 1 value, expected 3");
    }

    [Fact]
    public void What_cannot_be_predicted_is_refused_and_named()
    {
        Train("flowers.csv", TableFiles.Flowers(100), "colour", "run");
        Refused("hight,leaves\n1,2\n", "no column 'height'", "Is it 'hight'?");
        Refused("height,leaves\n1,2\nx,3\n", "row 2 (line 3), column 'height': found \"x\", expected a number");
        Refused("height,leaves\n1,2\n1e39,3\n", "row 2 (line 3), column 'height': found \"1e39\"");
        Refused("height,leaves\n1,2\n3\n", "line 3: found 1 value, expected 2");
        Refused("height,leaves\n", "there are no rows");
        Refused("", "is empty");
        _cli.Run("predict", "run", "none.csv").AssertFails(3, "none.csv does not exist");
        _cli.Run("predict", "run", "data").AssertFails(3, "is a directory");

        void Refused(string text, params string[] texts)
        {
            Write("bad.csv", text);
            _cli.Run("predict", "run", "bad.csv", "--out", "out.csv").AssertFails(3, texts);
            Assert.False(File.Exists(_cli.PathOf("out.csv")));
        }
    }

    [Fact]
    public void A_damaged_description_of_the_table_is_refused()
    {
        Train("flowers.csv", TableFiles.Flowers(100), "colour", "run");
        var path = _cli.PathOf("run", "table.json");
        var good = File.ReadAllText(path);
        foreach (var (bad, text) in new[] { (good[..^40], "table.json"),
            (good.Replace("\"v\": 1", "\"v\": 7", StringComparison.Ordinal), "version 7") })
        {
            File.WriteAllText(path, bad);
            _cli.Run("predict", "run", "flowers.csv").AssertFails(3, "table.json", text);
            _cli.Run("train", "--resume", "run").AssertFails(3, "table.json", text);
        }
    }

    [Fact]
    public void Identifiers_stand_apart_from_the_fields_of_a_line_of_JSON()
    {
        Train("rows.csv", "row,type,size,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"r{i},t{i},{i},{i}.5\n")), "y", "run");
        Write("new.csv", "row,type,size\na,b,5\n");
        var line = _cli.Run("predict", "run", "new.csv", "--json").AssertExit(0).Lines.Single();
        Assert.Equal("prediction", line.GetProperty("type").GetString());
        Assert.Equal(1, line.GetProperty("row").GetInt32());
        Assert.Equal("a", line.GetProperty("id").GetProperty("row").GetString());
        Assert.Equal("b", line.GetProperty("id").GetProperty("type").GetString());
        Assert.StartsWith("row,id:row,type,prediction", _cli.Run("predict", "run", "new.csv").AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_without_a_place_in_single_precision_is_refused_by_its_row()
    {
        Train("small.csv", "x,z,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i}e-4,{i % 7},{i}.5\n")), "y", "run");
        Write("far.csv", "x,z\n0.001,1\n3e38,2\n");
        Assert.Empty(_cli.Run("predict", "run", "far.csv").AssertFails(3, "row 2 (line 3), column 'x': found 3E+38").Output);
    }

    private void Train(string name, string text, string target, string run)
    {
        Write(name, text);
        _cli.Run("train", "linear", "--data", name, "--target", target, "--out", run, "--epochs", "20", "--lr", "0.1").AssertExit(0);
    }

    private void Write(string name, string text) => File.WriteAllText(_cli.PathOf(name), text);
}
