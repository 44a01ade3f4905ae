using System.Diagnostics;

namespace RnnMemory.Runs;

/// <summary>
/// The right to write one run: an unshared open file, which the operating system closes however the process ends. The .owner file beside
/// it tells users which process has the lock, and replaces the lock where the file system supports none. Each holder has a higher
/// <see cref="RunToken"/> than the one before; <see cref="RunFence"/> refuses the writes of a holder with an old one.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private static readonly TimeSpan TimeToSayWho = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestMoment = TimeSpan.FromSeconds(30);

    private readonly FileStream held;
    private readonly string path;
    private readonly string run;

    private RunLock(FileStream held, string path, string run, int token) =>
        (this.held, this.path, this.run, Token) = (held, path, run, token);

    /// <summary>This holder's fencing token.</summary>
    public int Token { get; private set; }

    private string OwnerFile => path + ".owner";

    /// <summary>Takes the lock, also if its owner has died.</summary>
    /// <param name="path">Path of the lock's files, without file name endings.</param>
    /// <param name="run">The run's id, for messages.</param>
    /// <exception cref="RunBusyException">A living process has the lock.</exception>
    public static RunLock Acquire(string path, string run)
    {
        (string lockFile, string ownerFile) = (path + ".lock", path + ".owner");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream held = Open(lockFile, ownerFile, run);
        try
        {
            if (LockOwner.Read(ownerFile) is { } owner && owner.IsAliveElsewhere(ownerFile))
            {
                throw Busy(run, owner, ownerFile);
            }

            int token = RunToken.Claim(path) ?? throw Busy(run, OwnerOf(ownerFile), ownerFile);
            LockOwner.Current.Write(ownerFile);
            return new RunLock(held, path, run, token);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The living process that has the lock, according to its .owner file; null if there is none.</summary>
    public static LockOwner? HolderOf(string path) => OwnerOf(path + ".owner");

    /// <summary>A lock for brief work on one file, held until it is disposed.</summary>
    /// <param name="lockFile">The lock's file, which is not deleted afterwards.</param>
    /// <exception cref="IOException">The lock stayed taken, or the folder cannot be written.</exception>
    public static FileStream WaitFor(string lockFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(lockFile)!);
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (IsHeldByAnother(error) && watch.Elapsed < LongestMoment)
            {
                Thread.Sleep(10);
            }
        }
    }

    /// <summary>Shows owners on other machines that this one is alive.</summary>
    public void Renew()
    {
        try
        {
            File.SetLastWriteTimeUtc(OwnerFile, DateTime.UtcNow);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody removed the folder of locks; without the name, another process would train the run too.
            Directory.CreateDirectory(Path.GetDirectoryName(OwnerFile)!);
            LockOwner.Current.Write(OwnerFile);
        }
    }

    /// <summary>
    /// Claims the next token. Only this proves that the run is still this process's: what a network file system says of files may be old.
    /// </summary>
    /// <exception cref="RunBusyException">Another process has taken the run over.</exception>
    public void Reclaim()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!RunToken.TryClaim(path, Token + 1))
        {
            throw RunBusyException.TakenOver(run, OwnerOf(OwnerFile)?.ToString(), Token, RunToken.Highest(path));
        }

        Token++;
    }

    public void Dispose()
    {
        try
        {
            // After the run was taken over, the file is the other process's.
            if (LockOwner.Read(OwnerFile) == LockOwner.Current)
            {
                File.Delete(OwnerFile);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder has become unwritable; the next write to it reports that. A stale .owner file blocks nobody.
        }

        held.Dispose();
    }

    private static LockOwner? OwnerOf(string ownerFile) =>
        LockOwner.Read(ownerFile) is { } owner && (owner == LockOwner.Current || owner.IsAliveElsewhere(ownerFile)) ? owner : null;

    private static FileStream Open(string lockFile, string ownerFile, string run)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                // The file stays when the lock is released: if it were deleted, two processes could lock two different files of the same
                // name.
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (IsHeldByAnother(error))
            {
                // A new owner may not have written .owner yet; an owner that is releasing the lock has already deleted it.
                LockOwner? owner = OwnerOf(ownerFile);
                if (owner is not null || watch.Elapsed > TimeToSayWho)
                {
                    throw Busy(run, owner, ownerFile);
                }

                Thread.Sleep(10);
            }
        }
    }

    private static bool IsHeldByAnother(IOException error)
    {
        const int WindowsSharingViolation = unchecked((int)0x80070020);
        const int LinuxWouldBlock = 11;
        const int MacWouldBlock = 35;
        return error.HResult is WindowsSharingViolation or LinuxWouldBlock or MacWouldBlock;
    }

    private static RunBusyException Busy(string run, LockOwner? owner, string ownerFile)
    {
        string ifGone = owner is null || owner.Machine == LockOwner.Current.Machine ? "" : $" If that process is gone, delete {ownerFile}.";
        return new RunBusyException(run, owner?.ToString() ?? "another process", ifGone);
    }
}
