using System.Collections.Concurrent;
using System.Globalization;
using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>
/// Results of permutation tests, each computed once in a process: several claims ask for the same one, and so does every assumption whose
/// alternative leaves those runs as they are.
/// </summary>
internal static class KnownTests
{
    private static readonly ConcurrentDictionary<string, PermutationResult> Known = new(StringComparer.Ordinal);

    /// <summary>The result of a test, which must depend on nothing but its name and the values.</summary>
    public static PermutationResult Get(string test, IEnumerable<IReadOnlyList<double>> groups, Func<PermutationResult> compute)
    {
        string values = string.Join(';',
            groups.Select(group => string.Join(' ', group.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
        return Known.GetOrAdd($"{test}: {values}", _ => compute());
    }
}
