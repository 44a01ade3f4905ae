using System.Globalization;

namespace RnnMemory.Cluster;

/// <summary>The time limit that is asked of a scheduler for tasks whose time was estimated.</summary>
public static class TimeLimit
{
    // The estimate is right within a factor of two, and a node may be slower than the machine of the record.
    private const double Margin = 4;

    // Starting, waiting for a file system, measuring.
    private static readonly TimeSpan Allowance = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>The limit for a task, a whole multiple of 5 minutes.</summary>
    /// <param name="seconds">Its estimated time, in seconds.</param>
    public static TimeSpan Of(double seconds)
    {
        double whole = Math.Min(Longest.TotalSeconds, (Margin * seconds) + Allowance.TotalSeconds);
        return Step * Math.Ceiling(whole / Step.TotalSeconds);
    }

    /// <summary>A time in the form D-HH:MM:SS.</summary>
    public static string Text(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"{limit.Days}-{limit:hh\\:mm\\:ss}");
}
