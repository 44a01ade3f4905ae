using System.Globalization;
using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>
/// Keeps the files of a run from two writers, also where the file system has no locks or a process was thought dead: every file is written
/// in the folder .writing-N inside the run's folder, N being the writer's token, and renamed from there. Whoever takes the run over
/// removes the other writers' folders before it reads anything. From then on an older writer can neither create nor rename a file there,
/// whatever it believes about the lock.
/// </summary>
/// <param name="held">The lock, which this object releases.</param>
/// <param name="folder">The run's folder.</param>
internal sealed class RunFence(RunLock held, string folder) : IDisposable
{
    private const string Prefix = ".writing-";

    /// <summary>The folder in which this writer writes files before it renames them.</summary>
    public string Staging => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{held.Token}"));

    private bool IsUp => Directory.Exists(Staging);

    /// <summary>Whether a path is the folder of a writer.</summary>
    public static bool IsStaging(string path) => Path.GetFileName(path).StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Shuts out all other writers. The run's folder exists; nothing in it may have been read for use before.</summary>
    public void Raise()
    {
        foreach (string other in Directory.GetDirectories(folder, $"{Prefix}*").Where(path => path != Staging))
        {
            Remove(other);
        }

        Directory.CreateDirectory(Staging);
    }

    /// <summary>
    /// Writes files of the run, from the beginning again if a folder was removed meanwhile. Nothing is written if another process has taken
    /// the run over.
    /// </summary>
    /// <param name="write">Writes them; may be called several times.</param>
    /// <exception cref="RunBusyException">Another process has taken the run over.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write(Action write)
    {
        const int Most = 3;
        if (!IsUp)
        {
            RaiseAgain();
        }

        for (int attempt = 1; ; attempt++)
        {
            try
            {
                write();
                return;
            }
            catch (IOException error) when (attempt < Most && IsOfRemoval(error))
            {
                RaiseAgain();
            }
        }
    }

    // A process that another one has replaced between two steps of a write meets what the other has done since, e.g. a file that this one
    // had just removed: then the error may be any.
    private bool IsOfRemoval(IOException error) => error is FileNotFoundException or DirectoryNotFoundException || !IsUp;

    // Shuts out all others once more, because this process's folder is gone: somebody removed files, or another process has the run.
    private void RaiseAgain()
    {
        held.Reclaim();
        DurableFolder.Create(folder);
        Raise();
    }

    /// <inheritdoc cref="RunLock.Renew"/>
    public void Renew() => held.Renew();

    /// <summary>Removes this writer's folder and releases the lock.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(Staging))
            {
                Directory.Delete(Staging, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next writer removes it.
        }

        held.Dispose();
    }

    // The other writer may be creating a file in it at this moment.
    private static void Remove(string other)
    {
        const int Most = 5;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(other, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (IOException) when (attempt < Most)
            {
                Thread.Sleep(10);
            }
        }
    }
}
