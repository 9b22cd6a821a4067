using System.IO.Compression;
using System.Text;

namespace Adjoint.Data.Tests;

public sealed class TableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_are_numbers_dates_and_texts_as_all_their_values_are()
    {
        var table = Table.Parse("size,when,colour\n1.5,2020-01-02,red\n-2e3,2020-01-02 12:00,?\n,NA,blue\n");
        Assert.Equal(["size", "when", "colour"], table.Columns.Select(column => column.Name));
        Assert.Equal([ColumnKind.Number, ColumnKind.Date, ColumnKind.Text], table.Columns.Select(column => column.Kind));
        Assert.Equal([1.5, -2000, double.NaN], ((NumberColumn)table.Columns[0]).Values.ToArray());
        Assert.Equal(["2020-01-02", "2020-01-02 12:00:00", ""], Texts(table.Columns[1]));
        Assert.Equal(["red", "", "blue"], Texts(table.Columns[2]));
        Assert.Empty(table.Notes);
    }

    [Theory]
    [InlineData("1,2\n3,4\n", false)]
    [InlineData("a,b\nc,d\n", true)]
    [InlineData("a,b\n1,2\n", true)]
    [InlineData("country,2019,2020\nA,1,2\n", false)]
    [InlineData("x,2019,2020\n7,1,2\n", true)]
    [InlineData("a,\n1,2\n", true)]
    public void The_first_line_is_names_unless_it_holds_numbers(string text, bool expected)
    {
        var table = Table.Parse(text);
        Assert.Equal(expected, table.RowCount == text.Count(character => character == '\n') - 1);
        Assert.Equal(!expected, table.Notes.Any(note => note.Contains("the first line holds values", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whether_there_are_names_can_be_said()
    {
        Assert.Equal(2, Table.Parse("a,b\nc,d\n", new CsvOptions { HasHeader = false }).RowCount);
        Assert.Equal(["1", "2"], Table.Parse("1,2\n3,4\n", new CsvOptions { HasHeader = true }).Columns.Select(column => column.Name));
    }

    [Theory]
    [InlineData("a,b\n1,x\n2,y\n", "")]
    [InlineData("a;b\n1;x\n2;y\n", "a semicolon")]
    [InlineData("a\tb\n1\tx\n2\ty\n", "a tab")]
    [InlineData("a|b\n1|x\n2|y\n", "a bar")]
    public void The_separator_is_found_and_said(string text, string said)
    {
        var table = Table.Parse(text);
        Assert.Equal(["x", "y"], Texts(table.Column("b")));
        Assert.Equal(said.Length > 0, table.Notes.Any(note => note.Contains(said, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_comma_before_decimals_is_understood_between_semicolons()
    {
        var table = Table.Parse("a;b\n1,5;x\n2;y\n");
        Assert.Equal([1.5, 2], ((NumberColumn)table.Columns[0]).Values.ToArray());
        Assert.Contains("a comma stands before decimals in a", table.Notes);
    }

    [Fact]
    public void Quotes_keep_separators_line_breaks_and_quotes()
    {
        var table = Table.Parse("a,b\n1,\"x, y\nz\"\n2,\"she said \"\"no\"\"\"\n3,5'11\"\n");
        Assert.Equal(["x, y\nz", "she said \"no\"", "5'11\""], Texts(table.Column("b")));
        Assert.Equal("row 3 (line 5)", table.RowName(2));
    }

    [Fact]
    public void Words_for_missing_values_are_known_and_can_be_added()
    {
        var table = Table.Parse("a,b\nNA,x\nnan,x\nNull,x\n?,x\n\"\",x\nn/a,x\n-,x\n5,x\n", new CsvOptions { Missing = ["-"] });
        Assert.Equal(7, Enumerable.Range(0, table.RowCount).Count(table.Columns[0].IsMissing));
        Assert.Equal(ColumnKind.Number, table.Columns[0].Kind);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\n", "is empty")]
    [InlineData("a,b\n1,2\n3\n", "line 3: found 1 value, expected 2 as in line 1")]
    [InlineData("a,b\n\n\"1\n2\",2\n3,4,5\n", "line 5: found 3 values, expected 2")]
    [InlineData("a,b\n1,\"x\n", "line 2: a value begins with a quote that is never closed")]
    [InlineData("a,b\n1,\"x\"y\n", "line 2: text follows the closing quote")]
    [InlineData("a,b,a\n1,2,3\n", "the columns 1 and 3 are both called 'a'")]
    [InlineData("a,b\n1,2\n3,inf\n", "row 2 (line 3), column 'b': found \"inf\"")]
    [InlineData("a,b\n1,2\n3,-Infinity\n", "row 2 (line 3), column 'b'")]
    [InlineData("a,b\n1,2\n3,1e308\n", "row 2 (line 3), column 'b': found \"1e308\", expected a number between -3.4e38 and 3.4e38")]
    [InlineData("a,b\n1,2\n3,1e999\n", "row 2 (line 3), column 'b': found \"1e999\"")]
    [InlineData("a\n1\n2\n3\n4\noops\n", "row 5 (line 6), column 'a': found \"oops\", expected a number as in 4 of the column's 5 values")]
    public void What_is_no_table_is_refused_and_the_place_is_named(string text, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Table.Parse(text, name: "data.csv"));
        Assert.StartsWith("data.csv: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_among_numbers_can_be_taken_for_missing_or_the_column_for_texts_or_left_out()
    {
        const string text = "a,b\n1,1\n2,1\n3,1\n4,1\noops,1\n";
        Assert.True(Table.Parse(text, new CsvOptions { Missing = ["oops"] }).Columns[0].IsMissing(4));
        var kinds = new Dictionary<string, ColumnKind> { ["a"] = ColumnKind.Text };
        Assert.Equal("oops", Table.Parse(text, new CsvOptions { Kinds = kinds }).Columns[0].Text(4));
        Assert.Equal("b", Table.Parse(text, new CsvOptions { Excluded = ["a"] }).Columns.Single().Name);
        var error = Assert.Throws<UnknownNameException>(() => Table.Parse("colour\nred\n", new CsvOptions { Excluded = ["color"] }));
        Assert.Equal("colour", error.Suggestion);
    }

    [Fact]
    public void A_column_known_to_be_of_numbers_holds_nothing_else()
    {
        var options = new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["a"] = ColumnKind.Number, ["b"] = ColumnKind.Date } };
        Assert.Contains("row 1 (line 2), column 'a': found \"x\", expected a number",
            Assert.Throws<InvalidDataException>(() => Table.Parse("a,b\nx,2020-01-01\n", options)).Message, StringComparison.Ordinal);
        Assert.Contains("column 'b': found \"soon\", expected a date",
            Assert.Throws<InvalidDataException>(() => Table.Parse("a,b\n1,soon\n", options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_read_in_any_usual_encoding_compressed_or_not()
    {
        const string text = "name,n\nMüller,1\nÅse,2\n";
        string[] notes =
        [
            Note(new UTF8Encoding(false).GetBytes(text)),
            Note([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]),
            Note([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]),
            Note([.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)]),
            Note(Encoding.Latin1.GetBytes(text)),
            Note(Compressed(Encoding.UTF8.GetBytes(text))),
        ];
        Assert.Equal(["", "", "the text is UTF-16", "the text is UTF-16",
            "the text is not UTF-8 (byte 8 is 0xFC); it was read as Windows-1252 (Western European)", ""], notes);

        string Note(byte[] bytes)
        {
            var table = Table.Read(Write("people.csv", bytes));
            Assert.Equal("people", table.Name);
            Assert.Equal(["Müller", "Åse"], Texts(table.Column("name")));
            return string.Join('|', table.Notes);
        }
    }

    [Fact]
    public void Files_that_hold_no_text_are_refused_with_the_byte()
    {
        AssertRefused([1, 2, 3, 200], "at byte 0: found the control character 0x01");
        AssertRefused([.. "a,b\n1,"u8, 0], "at byte 6: found the control character 0x00");
        AssertRefused([0xEF, 0xBB, 0xBF, .. "a\n"u8, 0xFC], "at byte 5: found 0xFC, which is not UTF-8");
        AssertRefused([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], "UTF-16");
        AssertRefused(Compressed("a,b\n1,2\n"u8.ToArray())[..^9], "the compressed file is damaged");
        Assert.Contains("is a directory", Assert.Throws<InvalidDataException>(() => Table.Read(_folder.Path)).Message,
            StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Table.Read(Path.Combine(_folder.Path, "none.csv")));

        void AssertRefused(byte[] bytes, string expected)
        {
            var path = Write("bad.csv", bytes);
            var error = Assert.Throws<InvalidDataException>(() => Table.Read(path));
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_column_is_found_by_its_name_and_a_wrong_one_gets_the_nearest()
    {
        var table = Table.Parse("Price,size\n1,2\n");
        Assert.Equal("Price", table.Column("price").Name);
        Assert.Equal("size", Assert.Throws<UnknownNameException>(() => table.Column("sise")).Suggestion);
    }

    [Fact]
    public void Columns_of_a_table_are_equally_long_and_have_names_of_their_own()
    {
        Assert.Throws<ArgumentException>(() => new Table("t", [new NumberColumn("a", [1]), new NumberColumn("b", [1, 2])]));
        Assert.Throws<ArgumentException>(() => new Table("t", [new NumberColumn("a", [1]), new NumberColumn("a", [1])]));
        Assert.Contains("Row 2, column 'a'", Assert.Throws<ArgumentException>(() =>
            new NumberColumn("a", [1, double.PositiveInfinity])).Message,
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(TableColumn column) => Enumerable.Range(0, column.Count).Select(column.Text);

    private static byte[] Compressed(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal)) gzip.Write(bytes);
        return stream.ToArray();
    }

    private string Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    [Fact]
    public void Equal_names_are_told_and_columns_found_among_many()
    {
        var names = Enumerable.Range(0, 50_000).Select(i => FormattableString.Invariant($"c{i}")).ToArray();
        var table = Table.Parse($"{string.Join(',', names)}\n{string.Join(',', names.Select(_ => "1"))}\n");
        Assert.All(names, name => Assert.Equal(name, table.Column(name).Name));
        names[^1] = "c7";
        Assert.Contains("the columns 8 and 50000 are both called 'c7'",
            Assert.Throws<InvalidDataException>(() => Table.Parse(string.Join(',', names) + "\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_more_values_than_a_table_has_columns_is_refused() =>
        Assert.Contains("line 1: found 50,001 values, and a table has at most 50,000 columns",
            Assert.Throws<InvalidDataException>(() => Table.Parse(new string(',', 50_000) + "\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_column_of_dates_is_in_the_years_of_a_calendar() => Assert.Contains("Row 2, column 'd': a date is in the years 1 to 9999",
        Assert.Throws<ArgumentException>(() => new NumberColumn("d", [1, 1e9], isDate: true)).Message, StringComparison.Ordinal);
}
