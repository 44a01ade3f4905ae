using System.Globalization;
using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>Several seeds as one text: numbers and ranges with commas between them, e.g. "0-4,9".</summary>
public static class SeedList
{
    /// <summary>The largest number of seeds.</summary>
    public const int Most = 1000;

    /// <summary>The seeds in the order of the text; both ends of a range belong to it.</summary>
    /// <exception cref="UserError">
    /// An entry is no number and no ascending range, a seed comes twice, or there are none or more than <see cref="Most"/>.
    /// </exception>
    public static IReadOnlyList<long> Parse(string text)
    {
        List<long> seeds = [];
        foreach (string entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            (long first, long last) = Range(entry);
            if (last - first >= Most - seeds.Count)
            {
                throw new UserError($"'{text}' has more than {Most} seeds.");
            }

            for (long seed = first; seed <= last; seed++)
            {
                seeds.Add(seed);
            }
        }

        return seeds.GroupBy(seed => seed).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new UserError($"'{text}' has seed {twice.Key} twice.")
            : seeds;
    }

    private static (long First, long Last) Range(string entry)
    {
        string[] ends = entry.Split('-', 2, StringSplitOptions.TrimEntries);
        return IsSeed(ends[0], out long first) && IsSeed(ends[^1], out long last) && first <= last && last < long.MaxValue
            ? (first, last)
            : throw new UserError($"'{entry}' is no seed and no range of seeds; expected numbers and ascending ranges, e.g. 0-4,9.");
    }

    private static bool IsSeed(string text, out long seed) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
}
