namespace RnnMemory.Runs;

/// <summary>
/// When a process started, independent of the clock: Linux counts ticks since boot and gives each boot an id. A start time as a date is
/// computed from the current clock, so after the clock is set, a living process looks like a different one.
/// </summary>
internal static class ProcessBirth
{
    // The 22nd field of /proc/PID/stat (proc_pid_stat(5)). The second field, the program's name, is in parentheses and may contain
    // anything.
    private const int StartTime = 22;
    private const int State = 3;

    private static readonly Lazy<string?> Boot = new(() => ReadAll("/proc/sys/kernel/random/boot_id")?.Trim());

    /// <summary>"BOOT/TICKS"; null where the system does not provide it, or if the process no longer exists.</summary>
    public static string? Of(int process)
    {
        if (Boot.Value is not { Length: > 0 } boot || ReadAll($"/proc/{process}/stat") is not { } stat)
        {
            return null;
        }

        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool alive = fields.Length > StartTime - State && fields[0] is not ("Z" or "X");
        return alive ? $"{boot}/{fields[StartTime - State]}" : null;
    }

    private static string? ReadAll(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The process ended meanwhile, or this user may not see it.
            return null;
        }
    }
}
