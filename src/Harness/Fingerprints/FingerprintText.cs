namespace RnnMemory.Fingerprints;

/// <summary>The output of `fingerprint`: one line for each feature, one line for each hash.</summary>
/// <param name="Seen">Features of the process, by name.</param>
/// <param name="Hashes">The rest: one line "hash  name" each.</param>
public sealed record FingerprintText(IReadOnlyDictionary<string, string> Seen, IReadOnlyList<string> Hashes)
{
    private const string Mark = "seen ";

    /// <summary>The text of features and hashes by name.</summary>
    public static FingerprintText Of(IEnumerable<(string Name, string Value)> seen, IEnumerable<(string Name, string Hash)> hashes) =>
        new(seen.ToDictionary(), [.. hashes.Select(hash => $"{hash.Hash}  {hash.Name}")]);

    /// <summary>Parses the output of <see cref="ToString"/>.</summary>
    public static FingerprintText Parse(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new FingerprintText(
            lines.Where(line => line.StartsWith(Mark, StringComparison.Ordinal))
                .Select(line => line[Mark.Length..].Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]),
            [.. lines.Where(line => !line.StartsWith(Mark, StringComparison.Ordinal))]);
    }

    /// <summary>The hashes alone, one line each, as stored under expected/.</summary>
    public string HashLines => string.Concat(Hashes.Select(line => line + "\n"));

    /// <summary>The first line in which the hashes differ from the expected ones; null if all are equal.</summary>
    public string? FirstDifference(IReadOnlyList<string> expected)
    {
        for (int i = 0; i < Math.Max(Hashes.Count, expected.Count); i++)
        {
            (string got, string wanted) = (i < Hashes.Count ? Hashes[i] : "nothing", i < expected.Count ? expected[i] : "nothing");
            if (got != wanted)
            {
                return $"got {got}, expected {wanted}";
            }
        }

        return null;
    }

    /// <summary>What is printed.</summary>
    public override string ToString() => string.Concat(Seen.Select(pair => $"{Mark}{pair.Key}: {pair.Value}\n")) + HashLines;
}
