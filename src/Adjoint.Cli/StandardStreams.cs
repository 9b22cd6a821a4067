using Microsoft.Win32.SafeHandles;

namespace Adjoint.Cli;

/// <summary>
/// Standard output and standard error. On a Unix terminal the streams of <see cref="Console"/> begin with control sequences that prepare it
/// for reading keys; these write the text and no more.
/// </summary>
internal static class StandardStreams
{
    public static TextWriter Output { get; } = Writer(Console.IsOutputRedirected ? Console.OpenStandardOutput() : Terminal(1));

    public static TextWriter Error { get; } = Writer(Console.IsErrorRedirected ? Console.OpenStandardError() : Terminal(2));

    // Files and pipes stay with Console, which shares a file's position with other programs and bears a reader that goes away.
    private static Stream Terminal(int descriptor)
    {
        if (OperatingSystem.IsWindows()) return descriptor == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError();
        return new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
    }

    private static TextWriter Writer(Stream stream) =>
        TextWriter.Synchronized(new StreamWriter(stream, Console.OutputEncoding) { AutoFlush = true });
}
