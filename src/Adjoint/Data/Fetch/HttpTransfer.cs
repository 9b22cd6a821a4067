using System.Net;
using System.Net.Http.Headers;

namespace Adjoint.Data;

/// <summary>One HTTP answer, written to the end of a file. All failures of the network are <see cref="HttpRequestException"/>.</summary>
internal sealed class HttpTransfer(HttpClient client, TimeSpan stallTimeout)
{
    private const int BufferLength = 1 << 16;

    /// <summary>
    /// Asks for the bytes behind those that <paramref name="part"/> holds and appends them; where the server sends the whole file instead,
    /// the part begins anew. Whatever came before a failure stays in the part. Gives back where in the file the answer began.
    /// </summary>
    public async Task<long> AppendAsync(
        Uri address, RemoteFile file, string part, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        // The lock on the part keeps two programs from writing one file.
        var output = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (output.ConfigureAwait(false))
        {
            if (output.Length > file.Length) output.SetLength(0);
            long start;
            using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                stall.CancelAfter(stallTimeout);
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (output.Length > 0) request.Headers.Range = new RangeHeaderValue(output.Length, null);
                using var response =
                    await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
                start = StartOf(response, output.Length, file);
                output.SetLength(start);
                output.Position = start;
                var input = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
                await using (input.ConfigureAwait(false))
                    await CopyAsync(input, output, file, progress, stall).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw new HttpRequestException($"{address.Host} was silent for {stallTimeout.TotalSeconds:0.#} seconds", e);
            }

            if (output.Length < file.Length)
                throw new HttpRequestException($"{address.Host} ended the answer after {output.Length} of {file.Length} bytes");
            return start;
        }
    }

    /// <summary>Where in the file the answer begins: at its beginning, or where the part ends.</summary>
    private static long StartOf(HttpResponseMessage response, long have, RemoteFile file)
    {
        var content = response.Content.Headers;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                Expect(file, file.Length, content.ContentLength);
                return 0;
            case HttpStatusCode.PartialContent:
                if (content.ContentRange?.From != have)
                    throw new HttpRequestException($"the server sent another part of {file.Name} than the one from byte {have} on");
                Expect(file, file.Length, content.ContentRange.Length);
                return have;
            default:
                var address = response.RequestMessage!.RequestUri;
                throw new HttpRequestException(
                    $"{address} answered {(int)response.StatusCode} ({response.ReasonPhrase})", inner: null, response.StatusCode);
        }
    }

    private static void Expect(RemoteFile file, long expected, long? found)
    {
        if (found is { } length && length != expected)
            throw new HttpRequestException($"the server's {file.Name} is another file: found {length} bytes, expected {expected}");
    }

    private async Task CopyAsync(
        Stream input, FileStream output, RemoteFile file, IProgress<FetchProgress>? progress, CancellationTokenSource stall)
    {
        var buffer = new byte[BufferLength];
        while (true)
        {
            stall.CancelAfter(stallTimeout);
            var read = await ReadAsync(input, buffer, stall.Token).ConfigureAwait(false);
            if (read == 0) return;
            if (output.Length + read > file.Length)
                throw new HttpRequestException($"the server's {file.Name} is another file: it has more than {file.Length} bytes");
            await output.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None).ConfigureAwait(false);
            progress?.Report(new FetchProgress(file.Name, output.Length, file.Length));
        }
    }

    // A connection that breaks is an IOException, as a full disk is; the two must not be taken for each other.
    private static async Task<int> ReadAsync(Stream input, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new HttpRequestException($"the connection broke ({e.Message})", e);
        }
    }
}
