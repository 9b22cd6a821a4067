using System.Text;

namespace Adjoint.Cli.Tests;

public sealed class BadTableTests : IDisposable
{
    private const int Usage = 2;
    private const int BadData = 3;
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string, string> Tables => new()
    {
        { "", "is empty" },
        { "x,y\n", "there are no rows" },
        { "x,y\n1,2\n", "there is nothing to learn" },
        { "x,y\n1,2\n3\n", "line 3: found 1 value, expected 2 as in line 1" },
        { "x,y\n1,2\n3,4,5\n", "line 3: found 3 values, expected 2 as in line 1" },
        { "x,y\n\"1\n\",2\n3,4,5\n", "line 4: found 3 values" },
        { "x,y\n1,\"2\n3,4\n", "a quote that is never closed" },
        { "x,y,x\n1,2,3\n4,5,6\n", "the columns 1 and 3 are both called 'x'" },
        { "x,y\n1,2\n1e308,3\n2,4\n", "row 2 (line 3), column 'x': found \"1e308\"" },
        { "x,y\n1,2\n3,inf\n2,4\n", "row 2 (line 3), column 'y': found \"inf\"" },
        { "x,y\n1,\n2,NA\n", "the target 'y' is missing in every row" },
        { "x,y\n1,a\n2,a\n3,a\n", "'y' is 'a' in every row: with one class" },
        { "x,y\n1,7\n2,7\n3,7\n", "'y' is 7 in every row" },
        { "x,y\n5,1\n5,2\n5,3\n5,4\n", "'x' is left out ('5' in every training row)" },
        { "y\n1\n2\n3\n", "no column is left" },
        { "x,y\n1,1\n2,2\n3,3\n4,4\noops,5\n", "row 5 (line 6), column 'x': found \"oops\"" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_that_cannot_be_learned_from_is_exit_code_3_and_leaves_no_run_folder(string text, string expected) =>
        Refused(Encoding.UTF8.GetBytes(text), BadData, expected);

    [Fact]
    public void Bytes_that_are_no_text_are_exit_code_3_and_the_byte_is_named()
    {
        Refused([.. "x,y\n1,"u8, 0, 1, 2], BadData, "at byte 6: found the control character 0x00");
        Refused([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], BadData, "at byte");
        Refused([0xEF, 0xBB, 0xBF, .. "x,y\n1,"u8, 0xFF], BadData, "at byte 9: found 0xFF, which is not UTF-8");
        Refused([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3], BadData, "the compressed file is damaged");
    }

    [Fact]
    public void A_missing_file_or_a_directory_is_exit_code_3()
    {
        _cli.Run("train", "mlp", "--data", "none.csv", "--target", "y").AssertFails(BadData, "none.csv", "does not exist");
        _cli.Run("train", "mlp", "--data", "data/", "--target", "y").AssertFails(BadData, "is a directory");
        Assert.False(Directory.Exists(_cli.PathOf("runs")));
    }

    [Fact]
    public void A_target_that_is_not_there_gets_the_nearest_name()
    {
        Write(Encoding.UTF8.GetBytes(TableFiles.Houses(20)));
        Fails(Usage, ["--target", "prize"], "Unknown column 'prize'", "'price'");
        Fails(Usage, [], "--target COLUMN must say", "id, size, age, place, country, price");
        Fails(Usage, ["--target", "price", "--text", "plaec"], "'place'");
        Fails(Usage, ["--target", "price", "--folds", "1"], "--folds");
        Fails(BadData, ["--target", "price", "--folds", "17"], "16 rows outside of the test part cannot be cut into 17 folds");
        Fails(BadData, ["--target", "place", "--task", "regression"], "row 1 (line 2), column 'place': found \"sea\"");
        Fails(BadData, ["--target", "price", "--task", "classification"], "too many for classes");
        Fails(Usage, ["--target", "price", "--test-fraction", "1"], "--test-fraction");
        _cli.Run("train", "mlp", "--data", "mnist", "--target", "y").AssertFails(Usage, "--target is for tables, and mnist is none");
        _cli.Run("train", "lenet5", "--data", "bad.csv", "--target", "price").AssertFails(Usage, "lenet5 takes inputs [1, 28, 28]");
        Assert.False(Directory.Exists(_cli.PathOf("runs")));
    }

    [Fact]
    public void Gaps_in_the_target_encodings_and_more_columns_than_rows_are_told_and_learned_from()
    {
        Write([.. "größe,y\n"u8, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 30).Select(i =>
            $"{i},{(i == 4 ? "" : $"{i}.5")}\n")))]);
        Assert.Contains("1 row without a target left out, the first row 5 (line 6)", Learned("y"), StringComparison.Ordinal);
        Write(Encoding.Latin1.GetBytes("größe;y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},5;{i},25\n"))));
        var said = Learned("y");
        Assert.All((string[])["the text is not UTF-8 (byte 2 is 0xF6); it was read as Windows-1252", "separated by a semicolon",
            "a comma stands before decimals in größe, y"], text => Assert.Contains(text, said, StringComparison.Ordinal));
        Write(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 40).Select(i => $"c{i}")) + ",y\n" + string.Concat(
            Enumerable.Range(0, 10).Select(row => string.Concat(Enumerable.Range(0, 40).Select(i => $"{row * i % 7},")) + $"{row}.5\n"))));
        Assert.Contains("a network can learn the rows by heart", Learned("y"), StringComparison.Ordinal);
        Write("x,y\n1,2\n3,4\n"u8.ToArray());
        Fails(BadData, ["--target", "y"], "2 rows with a target cannot be split");
    }

    private string Learned(string target) =>
        _cli.Run("train", "linear", "--data", "bad.csv", "--target", target, "--epochs", "2").AssertExit(0).Errors;

    private void Refused(byte[] bytes, int code, string expected)
    {
        Write(bytes);
        Fails(code, ["--target", "y"], expected);
        Assert.False(Directory.Exists(_cli.PathOf("runs")));
    }

    private void Fails(int code, string[] options, params string[] texts) =>
        _cli.Run(["train", "mlp", "--data", "bad.csv", .. options]).AssertFails(code, texts);

    private void Write(byte[] bytes) => File.WriteAllBytes(_cli.PathOf("bad.csv"), bytes);
}
