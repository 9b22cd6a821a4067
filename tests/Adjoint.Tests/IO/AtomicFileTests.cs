using Adjoint.Data.Tests;
using Adjoint.IO;

namespace Adjoint.Tests.IO;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_file_is_replaced_as_a_whole_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a", [1, 2, 3]);
        // What a killed program left is written over.
        folder.Write("a.part", [9, 9, 9, 9, 9, 9]);
        AtomicFile.WriteText(path, "é\n");
        Assert.Equal("é\n"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void A_link_stays_and_what_it_points_to_is_replaced()
    {
        using var folder = new TemporaryFolder();
        var (target, link) = (folder.Write("a", [1, 2, 3]), Path.Combine(folder.Path, "link"));
        File.CreateSymbolicLink(link, target);
        AtomicFile.WriteText(link, "new");
        Assert.Equal("new", File.ReadAllText(target));
        Assert.Equal(target, File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName);
    }

    [SkippableFact]
    public async Task What_is_written_into_a_pipe_goes_through_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "named pipes are no files there");
        using var folder = new TemporaryFolder();
        var pipe = Path.Combine(folder.Path, "pipe");
        using (var make = System.Diagnostics.Process.Start("mkfifo", pipe)) await make.WaitForExitAsync();
        var read = Task.Run(() => File.ReadAllText(pipe));
        await Task.Run(() => AtomicFile.WriteText(pipe, "through"));
        Assert.Equal("through", await read);
        Assert.Equal([pipe], Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_untouched()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a", [1, 2, 3]);
        var error = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(7);
            throw new IOException("No space left on device.");
        }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void Another_error_passes_and_leaves_the_old_file_untouched()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a", [1, 2, 3]);
        Assert.Throws<ShapeException>(() => AtomicFile.Write(path, _ => throw new ShapeException("wrong")));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void A_file_past_the_greatest_size_is_an_error_that_names_it_and_leaves_the_old_file_untouched()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a", [1, 2, 3]);
        var error = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Position = long.MaxValue - 10;
            stream.Write(new byte[8]);
        }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_that_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("none", "a");
        Assert.Contains(path, Assert.Throws<IOException>(() => AtomicFile.WriteText(path, "")).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void A_full_disk_is_an_error_that_leaves_no_part_behind(int length)
    {
        Skip.IfNot(File.Exists("/dev/full"), "needs /dev/full");
        using var folder = new TemporaryFolder();
        var path = folder.Write("a", [1, 2, 3]);
        File.CreateSymbolicLink(folder.File("a.part"), "/dev/full");
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => stream.Write(new byte[length])));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void Two_writers_of_one_file_do_not_mix()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a");
        AtomicFile.Write(path, stream =>
        {
            Assert.Throws<IOException>(() => AtomicFile.WriteText(path, "second"));
            stream.Write("first"u8);
        });
        Assert.Equal("first", File.ReadAllText(path));
    }
}
