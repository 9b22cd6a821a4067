using System.Security.Cryptography;

namespace Adjoint.Data.Tests;

public sealed class DataFetcherTests : IDisposable
{
    private static readonly byte[] s_file = RandomNumberGenerator.GetBytes(300_000);
    private static readonly byte[] s_wrong = [.. s_file[..^1], (byte)(s_file[^1] ^ 1)];

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();

    private string FilePath => _folder.File("set", "a.gz");

    private string PartPath => FilePath + ".part";

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_fetched_into_a_new_folder()
    {
        using var server = new LocalServer((path, _) => path == "/data/a.gz" ? Answer.Whole(s_file) : new(404, []));
        await FetchAsync(new Uri(server.Address, "data"));
        AssertFetched();
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_fetched_again()
    {
        using var server = new LocalServer((_, _) => Answer.Whole(s_file));
        _folder.Write("set/a.gz", s_file);
        await FetchAsync(server.Address);
        Assert.Empty(server.Starts);
    }

    [Fact]
    public async Task A_damaged_file_is_replaced()
    {
        using var server = new LocalServer((_, _) => Answer.Whole(s_file));
        _folder.Write("set/a.gz", s_wrong);
        await FetchAsync(server.Address);
        AssertFetched();
    }

    [Fact]
    public async Task A_damaged_file_stays_where_it_was_when_no_better_one_comes()
    {
        using var server = new LocalServer((_, _) => new(404, []));
        _folder.Write("set/a.gz", s_wrong);
        await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync(server.Address));
        Assert.Equal(s_wrong, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_taken_up_where_it_broke()
    {
        using var server = new LocalServer((_, start) =>
            start < 200_000 ? Answer.From(s_file, start).BrokenAfter(100_000) : Answer.From(s_file, start));
        await FetchAsync(server.Address);
        AssertFetched();
        Assert.Equal([0, 100_000, 200_000], server.Starts);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_again()
    {
        using var server = new LocalServer((_, start) => start == 0 ? Answer.Whole(s_file).SilentAfter(5_000) : Answer.From(s_file, start));
        await new DataFetcher(_client, TimeSpan.FromMilliseconds(300)).FetchAsync(Remote(server.Address), _folder.File("set"));
        AssertFetched();
        Assert.Equal([0, 5_000], server.Starts);
    }

    [Fact]
    public async Task A_part_from_an_earlier_time_is_completed()
    {
        using var server = new LocalServer((_, start) => Answer.From(s_file, start));
        _folder.Write("set/a.gz.part", s_file[..123_456]);
        await FetchAsync(server.Address);
        AssertFetched();
        Assert.Equal([123_456], server.Starts);
    }

    [Fact]
    public async Task A_part_that_is_whole_needs_no_request()
    {
        using var server = new LocalServer((_, _) => new(500, []));
        _folder.Write("set/a.gz.part", s_file);
        await FetchAsync(server.Address);
        AssertFetched();
        Assert.Empty(server.Starts);
    }

    [Fact]
    public async Task A_server_without_ranges_begins_anew()
    {
        using var server = new LocalServer((_, _) => Answer.Whole(s_file));
        _folder.Write("set/a.gz.part", s_file[..123_456]);
        await FetchAsync(server.Address);
        AssertFetched();
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    [InlineData(400_000)]
    public async Task A_part_of_another_file_is_thrown_away(int length)
    {
        using var server = new LocalServer((_, start) => Answer.From(s_file, start));
        _folder.Write("set/a.gz.part", new byte[length]);
        await FetchAsync(server.Address);
        AssertFetched();
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_nothing_behind()
    {
        using var server = new LocalServer((_, start) => Answer.From(s_wrong, start));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(server.Address));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(s_wrong)), error.Message, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(s_file)), error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("set")));
    }

    [Fact]
    public async Task Wrong_bytes_that_always_come_in_pieces_are_given_up()
    {
        using var server = new LocalServer((_, start) => start == 0 ? Answer.Whole(s_wrong).BrokenAfter(10) : Answer.From(s_wrong, start));
        await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(server.Address));
        Assert.Empty(Directory.GetFiles(_folder.File("set")));
    }

    [Fact]
    public async Task A_file_of_another_length_is_refused_before_it_comes()
    {
        using var server = new LocalServer((_, _) => Answer.Whole([.. s_file, 0]));
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync(server.Address));
        Assert.Contains("found 300001 bytes, expected 300000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_part_of_the_file_is_refused()
    {
        using var server = new LocalServer((_, start) => Answer.From(s_file, start - 1));
        _folder.Write("set/a.gz.part", s_file[..1000]);
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync(server.Address));
        Assert.Contains("another part of a.gz", error.Message, StringComparison.Ordinal);
        Assert.Equal(s_file[..1000], File.ReadAllBytes(PartPath));
    }

    [Fact]
    public async Task The_next_mirror_is_tried_and_goes_on_where_the_first_broke()
    {
        using var broken = new LocalServer((_, start) => start == 0 ? Answer.Whole(s_file).BrokenAfter(70_000) : new(503, []));
        using var working = new LocalServer((_, start) => Answer.From(s_file, start));
        await FetchAsync(broken.Address, working.Address);
        AssertFetched();
        Assert.Equal([70_000], working.Starts);
    }

    [Fact]
    public async Task A_mirror_with_wrong_bytes_is_passed_over()
    {
        using var wrong = new LocalServer((_, start) => Answer.From(s_wrong, start));
        using var right = new LocalServer((_, start) => Answer.From(s_file, start));
        await FetchAsync(wrong.Address, right.Address);
        AssertFetched();
    }

    [Fact]
    public async Task Not_found_says_where_and_what_the_server_answered()
    {
        using var server = new LocalServer((_, _) => new(404, []));
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync(server.Address));
        Assert.Contains($"a.gz could not be fetched from {server.Address}", error.Message, StringComparison.Ordinal);
        Assert.Contains("answered 404", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("set")));
    }

    [Fact]
    public async Task No_connection_is_a_clear_error_and_keeps_the_part()
    {
        var address = new Uri("http://127.0.0.1:1/");
        _folder.Write("set/a.gz.part", s_file[..1000]);
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => FetchAsync(address));
        Assert.Contains("a.gz could not be fetched from http://127.0.0.1:1/", error.Message, StringComparison.Ordinal);
        Assert.Contains("1000 of 300000 bytes that came are kept", error.Message, StringComparison.Ordinal);
        Assert.Equal(s_file[..1000], File.ReadAllBytes(PartPath));
    }

    [Fact]
    public async Task Cancelling_keeps_what_came()
    {
        using var server = new LocalServer((_, _) => Answer.Whole(s_file).SilentAfter(50_000));
        using var cancel = new CancellationTokenSource();
        var progress = new Callback(report =>
        {
            if (report.Bytes == 50_000) cancel.Cancel();
        });
        var fetch = new DataFetcher(_client).FetchAsync(Remote(server.Address), _folder.File("set"), progress, cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Equal(s_file[..50_000], File.ReadAllBytes(PartPath));
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public async Task Progress_grows_up_to_the_whole_file()
    {
        using var server = new LocalServer((_, start) =>
            start == 0 ? Answer.Whole(s_file).BrokenAfter(100_000) : Answer.From(s_file, start));
        var reports = new List<FetchProgress>();
        await new DataFetcher(_client).FetchAsync(Remote(server.Address), _folder.File("set"), new Callback(reports.Add));
        Assert.Equal(reports.Select(report => report.Bytes).Order(), reports.Select(report => report.Bytes));
        Assert.Equal(new FetchProgress("a.gz", 300_000, 300_000), reports[^1]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_of_the_disk()
    {
        _folder.Write("set", [1]);
        await Assert.ThrowsAsync<IOException>(() => FetchAsync(new Uri("http://127.0.0.1:1/")));
    }

    [SkippableFact]
    public async Task A_full_disk_is_an_error_of_the_disk_and_ends_the_fetch()
    {
        Skip.IfNot(File.Exists("/dev/full"), "needs a device that is always full");
        using var server = new LocalServer((_, _) => Answer.Whole(s_file));
        Directory.CreateDirectory(_folder.File("set"));
        File.CreateSymbolicLink(PartPath, "/dev/full");
        await Assert.ThrowsAsync<IOException>(() => FetchAsync(server.Address));
        Assert.Single(server.Starts);
        Assert.False(File.Exists(FilePath));
    }

    private Task FetchAsync(params Uri[] mirrors) => new DataFetcher(_client).FetchAsync(Remote(mirrors), _folder.File("set"));

    private static RemoteData Remote(params Uri[] mirrors) =>
        new(mirrors, [new RemoteFile("a.gz", s_file.Length, Convert.ToHexStringLower(SHA256.HashData(s_file)))]);

    private void AssertFetched()
    {
        Assert.Equal(s_file, File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_folder.File("set")));
    }

    private sealed class Callback(Action<FetchProgress> action) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => action(value);
    }
}
