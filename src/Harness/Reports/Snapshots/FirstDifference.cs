namespace RnnMemory.Reports.Snapshots;

/// <summary>Finds the first difference of two texts, for messages.</summary>
internal static class FirstDifference
{
    // Longer lines, as in drawings, are cut to the part around the difference.
    private const int Shown = 100;
    private const int Before = 40;

    /// <summary>Line number, and both lines one under the other.</summary>
    public static string Describe(string expected, string received)
    {
        string[] expectedLines = expected.Split('\n');
        string[] receivedLines = received.Split('\n');
        int line = CommonPrefix<string>(expectedLines, receivedLines);
        string? expectedLine = expectedLines.ElementAtOrDefault(line);
        string? receivedLine = receivedLines.ElementAtOrDefault(line);
        int column = CommonPrefix<char>(expectedLine ?? "", receivedLine ?? "");
        return $"line {line + 1}:\n  expected: {Cut(expectedLine, column)}\n  received: {Cut(receivedLine, column)}";
    }

    private static int CommonPrefix<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) => a.CommonPrefixLength(b);

    private static string Cut(string? line, int column)
    {
        if (line is null)
        {
            return "(end of text)";
        }

        int start = line.Length <= Shown ? 0 : Math.Max(0, column - Before);
        int length = Math.Min(Shown, line.Length - start);
        return string.Concat(start > 0 ? "..." : "", line.AsSpan(start, length), start + length < line.Length ? "..." : "");
    }
}
