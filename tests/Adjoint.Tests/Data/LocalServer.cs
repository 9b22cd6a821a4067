using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Adjoint.Data.Tests;

/// <summary>What a test wants a server to answer to a request for the bytes from <c>start</c> on.</summary>
internal sealed record Answer(int Status, byte[] Body, string Headers = "", int? Announced = null, bool Hang = false)
{
    /// <summary>The whole file, whatever range was asked for.</summary>
    public static Answer Whole(byte[] file) => new(200, file);

    /// <summary>The part that was asked for.</summary>
    public static Answer From(byte[] file, int start) => start == 0
        ? Whole(file)
        : new(206, file[start..], $"Content-Range: bytes {start}-{file.Length - 1}/{file.Length}\r\n");

    /// <summary>The same answer, but the connection breaks after this many bytes of it.</summary>
    public Answer BrokenAfter(int bytes) => this with { Body = Body[..bytes], Announced = Body.Length };

    /// <summary>The same answer, but after this many bytes the server falls silent.</summary>
    public Answer SilentAfter(int bytes) => BrokenAfter(bytes) with { Hang = true };
}

/// <summary>An HTTP server on this machine that answers each request as the test says.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, int, Answer> _answer;
    private readonly Task _loop;

    /// <param name="answer">From the path and the first byte asked for (0 where no range was) to the answer.</param>
    public LocalServer(Func<string, int, Answer> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _loop = Task.Run(AcceptAsync);
    }

    public Uri Address { get; }

    /// <summary>The first byte asked for in each request, in order.</summary>
    public List<int> Starts { get; } = [];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _loop.Wait();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var path = (await reader.ReadLineAsync(_stop.Token))!.Split(' ')[1];
            var start = 0;
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            {
                if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                    start = int.Parse(line["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            }

            Starts.Add(start);
            var answer = _answer(path, start);
            var length = answer.Announced ?? answer.Body.Length;
            var head = $"HTTP/1.1 {answer.Status} Test\r\nContent-Length: {length}\r\n{answer.Headers}Connection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
            await stream.WriteAsync(answer.Body, _stop.Token);
            await stream.FlushAsync(_stop.Token);
            // Silence lasts until the client has gone or the test is over.
            if (answer.Hang) await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stop.Token);
        }
        catch (IOException)
        {
            // The client hung up.
        }
    }
}
