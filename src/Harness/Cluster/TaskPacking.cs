namespace RnnMemory.Cluster;

/// <summary>
/// Puts runs together into tasks: starting a task costs a scheduler and a shared folder about the same however little it trains.
/// </summary>
public static class TaskPacking
{
    /// <summary>The items in tasks, the longest first. Every item is in one task; a task takes the given time or has one item.</summary>
    /// <param name="items">What is to be trained.</param>
    /// <param name="seconds">The estimated time of an item; not negative.</param>
    /// <param name="secondsOfTask">The time that a task of several items may take; with 0 each item has its own task.</param>
    /// <param name="most">The largest number of tasks, at least 1. Where there would be more, tasks take longer.</param>
    public static IReadOnlyList<IReadOnlyList<T>> Of<T>(IEnumerable<T> items, Func<T, double> seconds, double secondsOfTask, int most)
    {
        (T Item, double Seconds)[] longestFirst = [.. items.Select(item => (item, seconds(item))).OrderByDescending(pair => pair.Item2)];
        double total = longestFirst.Sum(pair => pair.Seconds), limit = secondsOfTask;
        List<List<T>> tasks = Fill(longestFirst, limit);
        while (tasks.Count > most)
        {
            limit = double.IsFinite(total) && limit < total ? Math.Max(2 * limit, total / most) : double.PositiveInfinity;
            tasks = Fill(longestFirst, limit);
        }

        return tasks;
    }

    private static List<List<T>> Fill<T>((T Item, double Seconds)[] items, double limit)
    {
        List<List<T>> tasks = [];
        double filled = 0;
        foreach ((T item, double seconds) in items)
        {
            if (tasks.Count == 0 || filled + seconds > limit)
            {
                tasks.Add([]);
                filled = 0;
            }

            tasks[^1].Add(item);
            filled += seconds;
        }

        return tasks;
    }
}
