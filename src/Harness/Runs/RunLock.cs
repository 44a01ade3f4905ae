using System.Diagnostics;
using RnnMemory.Basics;

namespace RnnMemory.Runs;

/// <summary>
/// The right to write one run. The kernel holds it (an open file that nobody shares) and takes it back when the process dies in
/// whatever way; the .owner file beside it tells people who has it, and guards where the file system knows no locks.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private static readonly TimeSpan TimeToSayWho = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestMoment = TimeSpan.FromSeconds(30);

    private readonly FileStream held;
    private readonly string ownerFile;

    private RunLock(FileStream held, string ownerFile) => (this.held, this.ownerFile) = (held, ownerFile);

    /// <summary>Takes the lock, from a dead owner too.</summary>
    /// <param name="path">Path of the lock's files without their endings.</param>
    /// <param name="run">The run's id, for messages.</param>
    /// <exception cref="UserError">A living process has it.</exception>
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

            LockOwner.Current.Write(ownerFile);
            return new RunLock(held, ownerFile);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The living process that has the lock, as far as its .owner file tells; null if there is none.</summary>
    public static LockOwner? HolderOf(string path) => OwnerOf(path + ".owner");

    /// <summary>A lock for a moment's work on one file, held until it is disposed.</summary>
    /// <param name="lockFile">The lock's file, which stays.</param>
    /// <exception cref="IOException">It was never free, or the folder cannot be written.</exception>
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
    public void Renew() => File.SetLastWriteTimeUtc(ownerFile, DateTime.UtcNow);

    public void Dispose()
    {
        try
        {
            File.Delete(ownerFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder has become unwritable, which whoever writes to it says. A dead owner's file holds up nobody.
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
                // The file stays when the lock is released: deleting it would let two processes lock two files of one name.
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (IsHeldByAnother(error))
            {
                // One that took the lock a moment ago has not written its name yet; one that is letting go has removed it.
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

    private static UserError Busy(string run, LockOwner? owner, string ownerFile)
    {
        string ifGone = owner is null || owner.Machine == LockOwner.Current.Machine ? "" : $" If that process is gone, delete {ownerFile}.";
        return new UserError($"Run '{run}' is being trained by {owner?.ToString() ?? "another process"}: wait for it or stop it.{ifGone}");
    }
}
