using System.Diagnostics;
using RnnMemory.Basics;

namespace RnnMemory.Data;

/// <summary>Fetches MNIST's missing files.</summary>
/// <param name="folders">The folders to search, and the one for downloads.</param>
/// <param name="mirrors">The mirrors, in the order in which they are tried.</param>
/// <param name="files">The files.</param>
public sealed class MnistDownload(DataFolders folders, IReadOnlyList<Uri> mirrors, IReadOnlyList<MnistFile> files)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    // Compression makes incompressible content a few bytes per block larger.
    private const long CompressionOverhead = 1 << 16;

    private readonly bool offline;

    /// <summary>Fetches from the public mirrors, unless an environment variable forbids it.</summary>
    public MnistDownload(DataFolders folders)
        : this(folders, Mnist.Mirrors, Mnist.Files) =>
        offline = HarnessEnvironment.Current().IsOn(HarnessEnvironment.Offline);

    /// <summary>
    /// Downloads every missing file, and every damaged file that is in the download folder. Several processes may call this at once: one
    /// downloads, the others wait for it.
    /// </summary>
    /// <param name="repair">Whether to verify existing files too; otherwise only missing ones are fetched.</param>
    /// <param name="progress">Gets progress reports.</param>
    /// <param name="cancel">Stops the download; the bytes received so far are kept for the next attempt.</param>
    /// <returns>Null if all files are present, otherwise one line that says why not.</returns>
    /// <exception cref="UserError">A damaged file is in another folder, or the download folder cannot be written.</exception>
    public async Task<string?> Fetch(bool repair, IProgress<DownloadProgress>? progress = null, CancellationToken cancel = default)
    {
        if (files.All(file => !Wanted(file, repair)))
        {
            return null;
        }

        if (offline)
        {
            return $"MNIST is not on this machine, and {HarnessEnvironment.Offline} forbids downloading it. Run '{Launcher.Here("data fetch")}' without that, or put its four files into {folders.Downloads(Mnist.Name)}.";
        }

        string folder = folders.Downloads(Mnist.Name);
        await using FileStream gate = await Gate(folder, cancel);
        using var downloader = new Downloader();
        foreach (MnistFile file in files.Where(file => Wanted(file, repair)))
        {
            Uri[] sources = [.. mirrors.Select(mirror => new Uri(mirror, file.Name + ".gz"))];
            string target = Path.Combine(folder, file.Name + ".gz");
            string? failure = await downloader.Fetch(
                sources, target, file.Bytes + CompressionOverhead, path => Verify(file, path), progress, cancel);
            if (failure is not null)
            {
                return $"MNIST could not be downloaded. {failure}. Run '{Launcher.Here("data fetch")}' when online, or put its four files into {folder}.";
            }
        }

        return null;
    }

    private static void Verify(MnistFile file, string path) => IdxImageSet.ReadVerified(path, file.Rank, file.Sha256);

    // Keeps other processes waiting until it is disposed.
    private static async Task<FileStream> Gate(string folder, CancellationToken cancel)
    {
        string path = Path.Combine(folder, ".download.lock");
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(200), cancel))
        {
            try
            {
                Directory.CreateDirectory(folder);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (Exception error) when (error is UnauthorizedAccessException || (error is IOException && !File.Exists(path)))
            {
                throw new UserError($"{folder}: cannot be written: {error.Message}", error);
            }
            catch (IOException error) when (waited.Elapsed > LongestWait)
            {
                throw new UserError($"{path}: another process seems to have been downloading for {LongestWait.TotalMinutes:0} minutes. Stop it, then try again.", error);
            }
            catch (IOException)
            {
                // Another process is downloading.
            }
        }
    }

    private bool Wanted(MnistFile file, bool repair)
    {
        string? path = folders.Find(Mnist.Name, file.Name);
        if (path is null || !repair)
        {
            return path is null;
        }

        try
        {
            Verify(file, path);
            return false;
        }
        catch (UserError) when (Path.GetDirectoryName(path) == folders.Downloads(Mnist.Name))
        {
            // If the uncompressed file stayed, it would still be found before the compressed one that is downloaded.
            File.Delete(path);
            return true;
        }
    }
}
