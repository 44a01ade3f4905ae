namespace RnnMemory.Basics;

/// <summary>Finds the known names that a mistyped name is probably meant to be.</summary>
public static class NearestNames
{
    /// <summary>Up to three known names, nearest first, whose edit distance is at most a third of the name's length.</summary>
    public static IEnumerable<string> Of(string name, IEnumerable<string> known)
    {
        int reach = Math.Max(2, name.Length / 3);
        return known
            .Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(pair => pair.distance <= reach)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(3)
            .Select(pair => pair.candidate);
    }

    /// <summary>
    /// Up to three known names that contain something near to a mistyped part of a name: nearest first, and of equally near ones the
    /// shorter first.
    /// </summary>
    public static IEnumerable<string> OfPart(string part, IEnumerable<string> known)
    {
        int reach = Math.Max(1, part.Length / 3);
        return known
            .Select(candidate => (candidate, distance: Distance(part, candidate, anywhere: true)))
            .Where(pair => pair.distance <= reach)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate.Length)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(3)
            .Select(pair => pair.candidate);
    }

    // Levenshtein distance without regard to case, one row at a time; on request, to the nearest part of b instead of all of it.
    private static int Distance(string a, string b, bool anywhere = false)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1).Select(skipped => anywhere ? 0 : skipped)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return anywhere ? row.Min() : row[b.Length];
    }
}
