using System.Diagnostics;
using RnnMemory.Runs;
using Xunit;

namespace RnnMemory.Tests.Runs;

public sealed class RunLockTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory-lock-");

    private string LockPath => Path.Combine(folder.FullName, "a", "seed-0");

    private string OwnerPath => LockPath + ".owner";

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Held_lock_is_refused_and_names_its_owner()
    {
        using RunLock held = Acquire();

        RunBusyException error = Assert.Throws<RunBusyException>(Acquire);

        Assert.StartsWith(
            $"Run 'a/seed-0' is being trained by process {Environment.ProcessId} on {Environment.MachineName}: wait for it or stop it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Released_lock_can_be_taken_again()
    {
        Acquire().Dispose();
        Assert.Null(RunLock.HolderOf(LockPath));

        using RunLock again = Acquire();
        Assert.Equal(LockOwner.Current, RunLock.HolderOf(LockPath));
    }

    [Fact]
    public void Lock_of_a_dead_process_is_taken_over()
    {
        using Process child = Sleeper();
        WriteOwner(Owner(child));
        child.Kill();
        child.WaitForExit();

        using RunLock taken = Acquire();

        Assert.Equal(LockOwner.Current, LockOwner.Read(OwnerPath));
    }

    [Fact]
    public void Lock_of_a_living_process_is_refused_even_where_the_file_system_knows_no_locks()
    {
        using Process child = Sleeper();
        try
        {
            WriteOwner(Owner(child));

            Assert.Contains($"process {child.Id} on", Assert.Throws<RunBusyException>(Acquire).Message, StringComparison.Ordinal);
        }
        finally
        {
            child.Kill();
        }
    }

    [Fact]
    public void Lock_of_an_earlier_process_with_a_reused_id_is_taken_over()
    {
        using Process child = Sleeper();
        try
        {
            WriteOwner(Owner(child) with { Started = DateTime.UtcNow.AddHours(-1) });

            using RunLock taken = Acquire();
        }
        finally
        {
            child.Kill();
        }
    }

    [Fact]
    public void Process_keeps_its_birth_when_the_clock_is_set_and_shares_it_with_none_of_the_same_id()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the date of a process's start does not move with the clock");
        using Process child = Sleeper();
        try
        {
            // After the clock is set back by an hour, the start date differs; only the birth is still the same.
            WriteOwner(Owner(child) with { Started = DateTime.UtcNow.AddHours(1), Birth = ProcessBirth.Of(child.Id) });
            Assert.Contains($"process {child.Id} on", Assert.Throws<RunBusyException>(Acquire).Message, StringComparison.Ordinal);

            WriteOwner(Owner(child) with { Birth = ProcessBirth.Of(Environment.ProcessId) });
            Acquire().Dispose();
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }

        Assert.Null(ProcessBirth.Of(child.Id));
    }

    [Fact]
    public void Torn_owner_file_is_taken_over()
    {
        WriteOwner(LockOwner.Current);
        File.WriteAllText(OwnerPath, "{\"mach");

        using RunLock taken = Acquire();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(10, false)]
    public void Owner_on_another_machine_counts_as_alive_while_it_renews_its_file(int minutes, bool refused)
    {
        WriteOwner(new LockOwner("elsewhere", 1, DateTime.UtcNow));
        File.SetLastWriteTimeUtc(OwnerPath, DateTime.UtcNow.AddMinutes(-minutes));

        if (refused)
        {
            Assert.Contains("process 1 on elsewhere", Assert.Throws<RunBusyException>(Acquire).Message, StringComparison.Ordinal);
        }
        else
        {
            Acquire().Dispose();
        }
    }

    [Fact]
    public void Lock_is_never_held_twice_however_many_ask_at_once()
    {
        int holders = 0;
        int taken = 0;
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            try
            {
                using RunLock held = Acquire();
                Assert.Equal(1, Interlocked.Increment(ref holders));
                Thread.Yield();
                Interlocked.Increment(ref taken);
                Interlocked.Decrement(ref holders);
            }
            catch (RunBusyException)
            {
            }
        });

        Assert.True(taken > 0);
    }

    private RunLock Acquire() => RunLock.Acquire(LockPath, "a/seed-0");

    private void WriteOwner(LockOwner owner)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OwnerPath)!);
        owner.Write(OwnerPath);
    }

    private static LockOwner Owner(Process process) =>
        new(Environment.MachineName, process.Id, process.StartTime.ToUniversalTime());

    private static Process Sleeper()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs the sleep program");
        return Process.Start("sleep", "60");
    }
}
