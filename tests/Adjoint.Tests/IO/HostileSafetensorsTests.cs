using System.Buffers.Binary;
using System.Text;
using Adjoint.Data.Tests;
using Adjoint.IO;
using FsCheck;
using FsCheck.Fluent;

namespace Adjoint.Tests.IO;

public sealed class HostileSafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _good;

    public HostileSafetensorsTests()
    {
        Safetensors.Save(_folder.File("good"), Content(), new Dictionary<string, string> { ["step"] = "12" });
        _good = File.ReadAllBytes(_folder.File("good"));
    }

    public static TheoryData<string, string> Headers => new()
    {
        { "", "cut short or is no safetensors" },
        { "not json", "offset 8" },
        { "[]", "offset 8" },
        { "{", "offset 8" },
        { """{"x":1}""", "offset 8" },
        { """{"x":{}}""", "offset 8" },
        { """{"x":{"dtype":"F32","shape":[1]}}""", "offset 8" },
        { """{"x":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}""", "BF16, which is not supported" },
        { """{"x":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""", "offset 8" },
        { """{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "negative" },
        { """{"x":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "offset 8" },
        { """{"x":{"dtype":"F32","shape":[99999999999],"data_offsets":[0,4]}}""", "offset 8" },
        { """{"x":{"dtype":"F32","shape":[2147483647,2147483647,4],"data_offsets":[0,4]}}""", "too many elements" },
        { """{"x":{"dtype":"F64","shape":[2147483000],"data_offsets":[0,17179864000]}}""", "cut short" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "needs 4 bytes" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "needs 4 bytes" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "needs 4 bytes" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "needs 4 bytes" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775804,-9223372036854775808]}}""", "needs 4 bytes" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}""", "offset 8" },
        { """{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "begins at data offset 4, and 0 was expected" },
        {
            """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
            "begins at data offset 0, and 4 was expected"
        },
        {
            """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""",
            "'x' is described twice"
        },
        { """{"__metadata__":{"a":1}}""", "offset 8" },
        { """{"__metadata__":{"a":null}}""", "the metadata 'a' is null" },
        { """{"__metadata__":{"a":"1","a":"2"}}""", "the metadata 'a' stands there twice" },
        { """{"__metadata__":{"adjoint.sha256":"éé"},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "corrupt" },
        { """{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "offset 8" },
        { """{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "cut short" },
        { """{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", "bytes too many" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_that_lies_is_refused_and_says_what_was_expected(string header, string expected)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var error = Refused([.. Length((ulong)json.Length), .. json, 0, 0, 0, 0]);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(100_000_001)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    public void A_header_length_beyond_the_file_is_refused_at_offset_0(ulong length) =>
        Assert.Contains("at offset 0", Refused([.. Length(length), .. "{}"u8]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        for (var length = 0; length < _good.Length; length++) Refused(_good[..length]);
    }

    [Fact]
    public void A_file_with_bytes_too_many_is_refused() => Refused([.. _good, 0]);

    [Fact]
    public void A_flipped_bit_is_noticed_or_changes_nothing()
    {
        for (var bit = 0; bit < 8 * _good.Length; bit++)
        {
            var bytes = _good.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefusedOrUnchanged(bytes);
        }
    }

    [Fact]
    public void A_flipped_bit_of_an_element_or_of_the_metadata_is_told_by_the_checksum()
    {
        var step = _good.AsSpan().IndexOf("\"12\""u8) + 1;
        foreach (var place in new[] { _good.Length - 1, step })
        {
            var bytes = _good.ToArray();
            bytes[place] ^= 1;
            Assert.Contains("SHA-256", Refused(bytes).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bytes_changed_at_random_give_no_other_error_than_that_of_bad_data()
    {
        var changes = Gen.Zip(Gen.Choose(0, _good.Length - 1), Gen.Choose(0, 255)).ArrayOf();
        Prop.ForAll(changes.ToArbitrary(), edits =>
        {
            var bytes = _good.ToArray();
            foreach (var (place, value) in edits) bytes[place] = (byte)value;
            // With the checksum's own name hit, this is a file without a checksum, as other programs write them.
            if (bytes.AsSpan().IndexOf("adjoint.sha256"u8) >= 0) AssertRefusedOrUnchanged(bytes);
            else Assert.True(Record.Exception(() => Safetensors.Load(_folder.Write("bad", bytes))) is null or InvalidDataException);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_bytes_at_all_give_no_other_error_than_that_of_bad_data() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            Refused([.. Length((ulong)bytes.Length), .. bytes]);
            Refused(bytes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_header_that_claims_gigabytes_asks_for_no_memory()
    {
        var json = """{"x":{"dtype":"F64","shape":[268000000],"data_offsets":[0,2144000000]}}"""u8;
        byte[] bytes = [.. Length((ulong)json.Length), .. json];
        var path = _folder.Write("bad", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => Safetensors.Load(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static KeyValuePair<string, Tensor>[] Content() =>
        [new("weight", Tensor.From<float>([1, 2, 3, 4], [2, 2])), new("count", Tensor.From<long>([7]))];

    private static byte[] Length(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }

    private InvalidDataException Refused(byte[] bytes)
    {
        var path = _folder.Write("bad", bytes);
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Load(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        return error;
    }

    // A change in the name of the checksum's entry makes the file one without a checksum; everything else is covered by it.
    private void AssertRefusedOrUnchanged(byte[] bytes)
    {
        var path = _folder.Write("bad", bytes);
        try
        {
            var (tensors, metadata) = Safetensors.Load(path);
            Assert.Equal([1f, 2, 3, 4], tensors["weight"].ToArray<float>());
            Assert.Equal([7L], tensors["count"].ToArray<long>());
            Assert.Equal("12", metadata["step"]);
        }
        catch (InvalidDataException e)
        {
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
        }
    }
}
