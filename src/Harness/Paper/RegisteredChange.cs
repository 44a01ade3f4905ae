namespace RnnMemory.Paper;

/// <summary>Why registered content is as it is: an entry of the list that each registered file keeps, oldest first.</summary>
public sealed record RegisteredChange
{
    /// <summary>The day of the change.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What changed.</summary>
    public required string What { get; init; }

    /// <summary>The reason.</summary>
    public required string Why { get; init; }

    /// <summary>SHA-256 of the content after the change, see <see cref="Registration.Sha256"/>.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>A registered file: what was fixed before it was tested, and each change of it with its reason.</summary>
/// <param name="File">E.g. "verdict-rule.json".</param>
/// <param name="Sha256">
/// SHA-256 of the text of the file's property "content", from its first brace to its last, in UTF-8 with LF line ends.
/// </param>
/// <param name="Changes">The changes, oldest first; the last one must carry <paramref name="Sha256"/>.</param>
public sealed record Registration(string File, string Sha256, IReadOnlyList<RegisteredChange> Changes)
{
    /// <summary>What to do about content that its last change does not name; null if it names it.</summary>
    public string? Unexplained => Changes.Count > 0 && Changes[^1].Sha256 == Sha256
        ? null
        : $"The content of {File} is not the registered one: its SHA-256 is {Sha256}, but the last entry of its list of changes has "
            + $"{(Changes.Count == 0 ? "none" : Changes[^1].Sha256)}. Undo the edit, or append an entry with date, what, why and this hash.";
}
