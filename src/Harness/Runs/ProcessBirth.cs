namespace RnnMemory.Runs;

/// <summary>
/// When a process was born, in a measure that no clock can move: Linux counts from boot, and names each boot. A start time as a
/// date is computed from today's clock and moves with it, so a living process looks like another one once the clock was set.
/// </summary>
internal static class ProcessBirth
{
    // The 22nd field of /proc/PID/stat (proc_pid_stat(5)); the second, the program's name, is in parentheses and may hold anything.
    private const int StartTime = 22;
    private const int State = 3;

    private static readonly Lazy<string?> Boot = new(() => ReadAll("/proc/sys/kernel/random/boot_id")?.Trim());

    /// <summary>"BOOT/TICKS"; null where the system does not tell, or if there is no such process any more.</summary>
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
            // The process ended while it was looked at, or hides from this user.
            return null;
        }
    }
}
