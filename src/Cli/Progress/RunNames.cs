namespace RnnMemory.Cli.Progress;

/// <summary>Short names for a screen: the beginning and the end that all ids share are left out.</summary>
internal sealed class RunNames
{
    private static readonly char[] Separators = ['/', '@'];

    private readonly int head;
    private readonly int tail;

    public RunNames(IReadOnlyCollection<string> ids)
    {
        if (ids.Count < 2)
        {
            return;
        }

        string first = ids.Min(StringComparer.Ordinal)!;
        int common = ids.Min(id => id.AsSpan().CommonPrefixLength(first));
        head = common == 0 ? 0 : first.LastIndexOfAny(Separators, common - 1) + 1;

        int commonTail = ids.Min(id => CommonEnd(id.AsSpan(head), first.AsSpan(head)));
        int cut = first.IndexOfAny(Separators, first.Length - commonTail);
        tail = cut < 0 ? 0 : first.Length - cut;
        (Head, Tail) = (first[..head], first[^tail..]);
        Width = ids.Max(id => Short(id).Length);
    }

    /// <summary>The beginning that is left out.</summary>
    public string Head { get; } = "";

    /// <summary>The end that is left out.</summary>
    public string Tail { get; } = "";

    /// <summary>Length of the longest short name.</summary>
    public int Width { get; }

    public string Short(string id) => id[head..^tail];

    private static int CommonEnd(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        int length = 0;
        while (length < one.Length && length < other.Length && one[^(length + 1)] == other[^(length + 1)])
        {
            length++;
        }

        return length;
    }
}
