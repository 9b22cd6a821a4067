using System.Security.Cryptography;

namespace Adjoint.Data;

/// <summary>
/// Fetches the files of data sets over HTTP. A file is written beside its place as <c>NAME.part</c>, checked against its SHA-256 checksum
/// and then renamed, so that what lies in place is always whole and right. A part that is there from an earlier time is completed with a
/// range request; should a file that came in several pieces then have another checksum, it is fetched anew from its beginning.
/// </summary>
/// <param name="client">Sends the requests.</param>
/// <param name="stallTimeout">How long a server may be silent before the next attempt; 30 seconds where null.</param>
public sealed class DataFetcher(HttpClient client, TimeSpan? stallTimeout = null)
{
    // How often a dropped connection is taken up again at one mirror, as long as each time brought something.
    private const int MostResumes = 20;

    private readonly HttpTransfer _transfer = new(client, stallTimeout ?? TimeSpan.FromSeconds(30));

    /// <summary>
    /// Fetches the files of a data set that are not there yet into <paramref name="folder"/>. Files that are there and right are left
    /// alone.
    /// </summary>
    /// <param name="remote">Where the files are and what they must be.</param>
    /// <param name="folder">The set's folder; it is made where it does not exist.</param>
    /// <param name="progress">Told now and then how far a file is.</param>
    /// <param name="cancellationToken">Stops the fetch; what has come is kept for the next time.</param>
    /// <exception cref="HttpRequestException">No mirror gave a file; the message says what each of them answered.</exception>
    /// <exception cref="InvalidDataException">What came is not the right file; it has been removed.</exception>
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full.</exception>
    public async Task FetchAsync(
        RemoteData remote, string folder, IProgress<FetchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(remote);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        foreach (var file in remote.Files)
            await FetchAsync(file, remote.Mirrors, folder, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task FetchAsync(
        RemoteFile file, IReadOnlyList<Uri> mirrors, string folder, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, file.Name);
        if (await FindDifferenceAsync(path, file, cancellationToken).ConfigureAwait(false) is null)
        {
            progress?.Report(new FetchProgress(file.Name, file.Length, file.Length));
            return;
        }

        var part = path + ".part";
        try
        {
            await FetchAnywhereAsync(file, mirrors, part, progress, cancellationToken).ConfigureAwait(false);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            if (LengthOf(part) == 0) File.Delete(part);
        }
    }

    /// <summary>Makes the part the whole and right file, from the first mirror that can.</summary>
    private async Task FetchAnywhereAsync(
        RemoteFile file, IReadOnlyList<Uri> mirrors, string part, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var mirror in mirrors)
        {
            try
            {
                await DownloadAsync(new Uri(Folder(mirror), file.Name), file, part, progress, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or InvalidDataException)
            {
                failures.Add(e);
            }
        }

        throw NoMirror(file, mirrors, part, failures);
    }

    /// <summary>Makes the part the whole and right file, or removes it where the server's file is not the right one.</summary>
    private async Task DownloadAsync(
        Uri address, RemoteFile file, string part, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        for (var anew = false; ; anew = true)
        {
            var inOnePiece = await CompleteAsync(address, file, part, progress, cancellationToken).ConfigureAwait(false);
            if (await FindDifferenceAsync(part, file, cancellationToken).ConfigureAwait(false) is not { } difference) return;
            File.Delete(part);
            if (inOnePiece || anew)
                throw new InvalidDataException($"{address} is not the file it should be, and was removed: {difference}");
        }
    }

    /// <summary>Brings the part to its full length; says whether one answer brought all of it.</summary>
    private async Task<bool> CompleteAsync(
        Uri address, RemoteFile file, string part, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        for (var resumes = 0; ; resumes++)
        {
            var before = LengthOf(part);
            if (before == file.Length) return false;
            try
            {
                var start = await _transfer.AppendAsync(address, file, part, progress, cancellationToken).ConfigureAwait(false);
                return start == 0;
            }
            catch (HttpRequestException) when (resumes < MostResumes && LengthOf(part) > before)
            {
                // The connection broke after it had brought something: go on from there.
            }
        }
    }

    private static Exception NoMirror(RemoteFile file, IReadOnlyList<Uri> mirrors, string part, List<Exception> failures)
    {
        var have = LengthOf(part);
        var kept = have > 0 ? $" The {have} of {file.Length} bytes that came are kept; fetching again goes on from there." : "";
        var reasons = string.Join("; ", failures.Select(e => e.Message.TrimEnd('.')));
        var message = $"{file.Name} could not be fetched from {string.Join(" or ", mirrors)}: {reasons}.{kept}";
        return failures.Exists(e => e is InvalidDataException)
            ? new InvalidDataException(message, failures[^1])
            : new HttpRequestException(message, failures.LastOrDefault());
    }

    /// <summary>What is wrong with the file on disk, or null where it is the right one.</summary>
    private static async Task<string?> FindDifferenceAsync(string path, RemoteFile file, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return "it does not exist";
        if (LengthOf(path) != file.Length) return $"found {LengthOf(path)} bytes, expected {file.Length}";
        var stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
            return found.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase) ? null : $"found SHA-256 {found}, expected {file.Sha256}";
        }
    }

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static Uri Folder(Uri mirror) => mirror.AbsoluteUri.EndsWith('/') ? mirror : new Uri(mirror.AbsoluteUri + "/");
}
