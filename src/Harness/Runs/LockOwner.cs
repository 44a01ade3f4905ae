using System.Diagnostics;
using System.Text.Json;
using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>The process that holds a run: the content of the run's .owner file.</summary>
/// <param name="Machine">Name of the machine.</param>
/// <param name="Process">Id of the process.</param>
/// <param name="Started">When the process started, as the clock was set at that time.</param>
internal sealed record LockOwner(string Machine, int Process, DateTime Started)
{
    // Whether an owner on another machine is alive cannot be checked. It renews its file with every checkpoint, about every 30 seconds.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    // Start times are computed from the boot time, which is known less exactly.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(2);

    /// <summary>
    /// <see cref="ProcessBirth"/> of the process, which distinguishes it from a later process with the same id; null where it is unknown.
    /// </summary>
    public string? Birth { get; init; }

    /// <summary>This process.</summary>
    public static LockOwner Current { get; } = OfThisProcess();

    /// <summary>Reads the owner's file; null if the file is missing or torn.</summary>
    public static LockOwner? Read(string path)
    {
        try
        {
            return BoundedFile.Read(path) is { } json ? JsonSerializer.Deserialize<LockOwner>(json, RunJson.Line) : null;
        }
        catch (Exception error) when (RunJson.IsMalformed(error) || error is IOException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Writes the owner's file.</summary>
    public void Write(string path) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, RunJson.Line));

    /// <summary>Whether another process, as far as this one can know, still trains under this name.</summary>
    public bool IsAliveElsewhere(string path) => Machine == Current.Machine
        ? Process != Current.Process && IsRunning()
        : DateTime.UtcNow - File.GetLastWriteTimeUtc(path) < Lease;

    /// <inheritdoc/>
    public override string ToString() => $"process {Process} on {Machine}";

    private static LockOwner OfThisProcess()
    {
        using Process self = System.Diagnostics.Process.GetCurrentProcess();
        return new LockOwner(Environment.MachineName, self.Id, self.StartTime.ToUniversalTime()) { Birth = ProcessBirth.Of(self.Id) };
    }

    private bool IsRunning()
    {
        if (Birth is not null && ProcessBirth.Of(Process) is { } birth)
        {
            return birth == Birth;
        }

        try
        {
            using Process process = System.Diagnostics.Process.GetProcessById(Process);
            return !process.HasExited && (process.StartTime.ToUniversalTime() - Started).Duration() < SameStart;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The process exists but belongs to another user, so its start time cannot be read.
            return true;
        }
    }
}
