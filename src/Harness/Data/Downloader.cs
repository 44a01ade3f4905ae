using RnnMemory.Basics;

namespace RnnMemory.Data;

/// <summary>
/// Fetches one file from the first of several mirrors that delivers it complete and correct. A download that breaks off leaves a ".part"
/// file, from which the next attempt or the next process continues. A file appears under its own name only after it has been verified.
/// </summary>
public sealed class Downloader : IDisposable
{
    private const int Attempts = 4;
    private readonly HttpSource http;

    /// <summary>A downloader with a time-out.</summary>
    /// <param name="patience">How long a connection may stay silent or too slow; 20 seconds by default.</param>
    public Downloader(TimeSpan? patience = null) => http = new HttpSource(patience ?? TimeSpan.FromSeconds(20));

    /// <summary>Fetches one file.</summary>
    /// <param name="sources">The file's addresses, tried in order.</param>
    /// <param name="target">Path of the downloaded file, which is replaced if it exists.</param>
    /// <param name="limit">The largest number of bytes to accept.</param>
    /// <param name="verify">Throws a <see cref="UserError"/> if the file at that path is not the wanted one.</param>
    /// <param name="progress">Gets progress reports.</param>
    /// <param name="cancel">Stops the download; the bytes received so far are kept for the next attempt.</param>
    /// <returns>Null on success; otherwise why each mirror failed, one clause per mirror.</returns>
    /// <exception cref="UserError">The target's folder cannot be written.</exception>
    public async Task<string?> Fetch(
        IReadOnlyList<Uri> sources,
        string target,
        long limit,
        Action<string> verify,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancel = default)
    {
        List<string> failures = [];
        foreach (Uri source in sources)
        {
            string? failure = await FetchFrom(source, target, limit, verify, progress, cancel);
            if (failure is null)
            {
                return null;
            }

            failures.Add($"{source}: {failure}");
        }

        return string.Join("; ", failures);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<string?> FetchFrom(
        Uri source, string target, long limit, Action<string> verify, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        string path = target + ".part";
        string failure = "";
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            bool resumed;
            try
            {
                await using var part = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
                resumed = part.Length > 0;
                await http.Complete(source, part, limit, (received, total) =>
                    progress?.Report(new DownloadProgress(Path.GetFileName(target), source, received, total)), cancel);
                part.Flush(flushToDisk: true);
            }
            catch (DownloadRefused refused)
            {
                failure = refused.Message;
                if (refused.Again)
                {
                    continue;
                }

                if (new FileInfo(path).Length == 0)
                {
                    File.Delete(path);
                }

                return failure;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new UserError($"{path}: cannot be written: {error.Message}", error);
            }

            try
            {
                verify(path);
                File.Move(path, target, overwrite: true);
                return null;
            }
            catch (UserError error)
            {
                File.Delete(path);
                failure = error.Message;
                if (!resumed)
                {
                    return failure;
                }

                // The beginning may have come from another mirror, so the download is tried once more from the start.
            }
        }

        return failure;
    }
}
