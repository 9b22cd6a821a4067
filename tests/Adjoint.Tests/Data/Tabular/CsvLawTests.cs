using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Data.Tests;

public sealed class CsvLawTests
{
    private static readonly char[] s_characters = ['a', 'é', '1', '2', '.', ',', ';', '"', '\n', '\r', '\t', ' ', '-', '?'];

    [Fact]
    public void Any_texts_survive_being_written_and_read()
    {
        // Blanks around a value and the words for missing ones are not kept, so each value begins and ends with a letter.
        var cell = Gen.Elements(s_characters).ListOf().Select(list => $"x{new string([.. list])}x");
        var row = cell.Two().Select(pair => new[] { pair.Item1, pair.Item2 });
        Prop.ForAll(row.NonEmptyListOf().ToArbitrary(), rows =>
        {
            var text = "left,right\n" + string.Concat(rows.Select(cells => string.Join(',', cells.Select(Quoted)) + "\n"));
            var table = Table.Parse(text, new CsvOptions { HasHeader = true, Separator = ',' });
            return table.RowCount == rows.Count && Enumerable.Range(0, rows.Count).All(i =>
                table.Columns[0].Text(i) == rows[i][0] && table.Columns[1].Text(i) == rows[i][1]);
        }).QuickCheckThrowOnFailure();

        static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    [Fact]
    public void Any_numbers_survive_being_written_and_read()
    {
        var number = ArbMap.Default.GeneratorFor<double>().Where(value => Math.Abs(value) <= float.MaxValue);
        Prop.ForAll(number.NonEmptyListOf().ToArbitrary(), values =>
        {
            var text = "x\n" + string.Concat(values.Select(value =>
                value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + "\n"));
            return ((NumberColumn)Table.Parse(text, new CsvOptions { HasHeader = true }).Columns[0]).Values.SequenceEqual(values.ToArray());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_bytes_are_a_table_or_an_error_that_says_why()
    {
        using var folder = new TemporaryFolder();
        var readable = Gen.Elements(s_characters).ListOf().Select(list => Encoding.UTF8.GetBytes("a,b\n1,2\n" + new string([.. list])));
        var bytes = ArbMap.Default.GeneratorFor<byte[]>();
        var compressed = bytes.Select(own => (byte[])[0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. own]);
        var marked = bytes.Select(own => (byte[])[0xFF, 0xFE, .. own]);
        Prop.ForAll(Gen.OneOf(readable, bytes, compressed, marked).ToArbitrary(), content =>
        {
            var path = folder.Write("any.csv", content);
            try
            {
                return Table.Read(path).RowCount >= 0;
            }
            catch (InvalidDataException e)
            {
                return e.Message.StartsWith(path, StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }
}
