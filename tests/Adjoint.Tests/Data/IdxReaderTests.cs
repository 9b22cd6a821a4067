using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Data.Tests;

public sealed class IdxReaderTests
{
    private static readonly byte[] s_values = [1, 2, 3, 4, 5, 6];
    private static readonly byte[] s_valid = Idx.Bytes(s_values, 1, 2, 3);

    [Fact]
    public void A_plain_file_gives_its_shape_and_values()
    {
        var array = Read(s_valid, rank: 3);
        Assert.Equal([1, 2, 3], array.Shape);
        Assert.Equal(s_values, array.Data);
    }

    [Fact]
    public void A_gzip_file_is_known_by_its_first_bytes()
    {
        using var folder = new TemporaryFolder();
        var array = IdxReader.Read(folder.Write("images.plain", Idx.Gzip(s_valid)), rank: 3);
        Assert.Equal([1, 2, 3], array.Shape);
        Assert.Equal(s_values, array.Data);
    }

    [Fact]
    public void Values_that_do_not_fit_the_first_piece_arrive_whole()
    {
        var values = new byte[(5 << 20) + 3];
        new Random(1).NextBytes(values);
        var file = Idx.Bytes(values, (uint)values.Length);
        Assert.Equal(values, Read(file, rank: 1).Data);
        Assert.Equal(values, Read(Idx.Gzip(file), rank: 1).Data);
    }

    [Fact]
    public void An_empty_file_is_refused() => AssertWrong([], 1, "at byte 0", "empty file", "IDX");

    [Fact]
    public void A_text_file_is_refused() =>
        AssertWrong("<html>Not found</html>"u8.ToArray(), 1, "at byte 0", "0x3C68746D", "not an IDX file", "0x00000801");

    [Fact]
    public void Another_element_type_is_named() =>
        AssertWrong(Idx.Bytes(0x0D, new byte[4], 1), 1, "at byte 0", "float32, 1 dimension)", "uint8");

    [Fact]
    public void Another_rank_is_named() => AssertWrong(Idx.Bytes(s_values, 6), 3, "at byte 0", "1 dimension)", "3 dimensions)");

    [Fact]
    public void A_header_cut_short_is_refused() =>
        AssertWrong(s_valid[..10], 3, "at byte 10", "end of the file", "6 more bytes of the header");

    [Fact]
    public void Truncated_values_are_refused() => AssertWrong(s_valid[..^2], 3, "at byte 16", "4 bytes", "6 bytes for [1, 2, 3]");

    [Fact]
    public void Trailing_bytes_are_refused() => AssertWrong([.. s_valid, 0], 3, "at byte 16", "7 bytes", "6 bytes");

    [Fact]
    public void Truncated_values_inside_gzip_are_refused() =>
        AssertWrong(Idx.Gzip(s_valid[..^2]), 3, "at byte 20", "end after 4 bytes", "6 bytes");

    [Fact]
    public void Trailing_bytes_inside_gzip_are_refused() =>
        AssertWrong(Idx.Gzip([.. s_valid, 0]), 3, "at byte 22", "more bytes", "6 bytes");

    [Fact]
    public void Trailing_bytes_after_the_gzip_stream_are_refused() =>
        AssertWrong([.. Idx.Gzip(s_valid), 7, 7, 7], 3, "0x07070700 at the end of the gzip file", "0x00000016");

    [Fact]
    public void A_gzip_file_cut_short_is_refused() =>
        Assert.All(Enumerable.Range(1, 24), cut => AssertWrong(Idx.Gzip(s_valid)[..^cut], 3, "expected"));

    [Fact]
    public void A_wrong_gzip_checksum_is_refused()
    {
        var packed = Idx.Gzip(s_valid);
        packed[^8] ^= 1;
        AssertWrong(packed, 3, "damaged gzip stream");
    }

    [Fact]
    public void An_array_without_values_is_refused() =>
        AssertWrong(Idx.Bytes([], 0, 28, 28), 3, "at byte 4", "[0, 28, 28]", "no dimension of size 0");

    [Theory]
    [InlineData(uint.MaxValue, uint.MaxValue, uint.MaxValue)]
    [InlineData(2_000_000_000u, 1u, 1u)]
    [InlineData(65536u, 65536u, 65536u)]
    public void A_lying_header_takes_no_memory(uint first, uint second, uint third)
    {
        var file = Idx.Bytes(s_values, first, second, third);
        Assert.True(AllocatedBy(() => AssertWrong(file, 3, "at byte")) < 1 << 20);
        Assert.True(AllocatedBy(() => AssertWrong(Idx.Gzip(file), 3, "at byte")) < 1 << 20);
    }

    [Fact]
    public void A_decompression_bomb_is_read_no_further_than_its_header_claims()
    {
        var bomb = Idx.Gzip([.. s_valid, .. new byte[64 << 20]]);
        Assert.True(AllocatedBy(() => AssertWrong(bomb, 3, "more bytes")) < 1 << 20);
    }

    [Fact]
    public void Corruption_of_a_file_gives_the_file_or_InvalidDataException_and_nothing_else()
    {
        var plain = Idx.Bytes([.. Enumerable.Range(0, 60).Select(i => (byte)i)], 5, 3, 4);
        byte[][] originals = [plain, Idx.Gzip(plain)];
        var corruption =
            from original in Gen.Elements(originals)
            from cut in Gen.Choose(0, original.Length)
            from edits in Gen.Choose(0, original.Length - 1).Zip(Gen.Choose(0, 255)).ListOf()
            from tail in Gen.Frequency((3, Gen.Constant(Array.Empty<byte>())), (1, Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf()))
            from truncate in Gen.Elements(false, true)
            select Corrupt(original, edits, truncate ? cut : original.Length, tail);

        Prop.ForAll(Arb.From(corruption), bytes =>
        {
            try
            {
                var array = Read(bytes, rank: 3);
                return array.Shape.Aggregate(1L, (product, size) => product * size) == array.Data.Length;
            }
            catch (InvalidDataException e)
            {
                return e.Message.StartsWith("file: at byte ", StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static byte[] Corrupt(byte[] original, IEnumerable<(int Position, int Value)> edits, int length, byte[] tail)
    {
        var bytes = original.ToArray();
        foreach (var (position, value) in edits) bytes[position] = (byte)value;
        return [.. bytes[..length], .. tail];
    }

    private static IdxArray Read(byte[] bytes, int rank) => IdxReader.Read(new MemoryStream(bytes), "file", rank);

    private static void AssertWrong(byte[] bytes, int rank, params string[] parts)
    {
        var message = Assert.Throws<InvalidDataException>(() => Read(bytes, rank)).Message;
        Assert.StartsWith("file: at byte ", message, StringComparison.Ordinal);
        foreach (var part in parts) Assert.Contains(part, message, StringComparison.Ordinal);
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
