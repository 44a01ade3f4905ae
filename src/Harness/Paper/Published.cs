namespace RnnMemory.Paper;

/// <summary>
/// The tables that the paper prints, from the embedded published.json, the program's only source of numbers to compare with. Each of their
/// numbers, and each number of the paper's text, is an entry of <see cref="Ledger.Numbers"/>.
/// </summary>
public static class Published
{
    internal const string FileName = "published.json";

    // Lazy, so that a damaged file is reported by its own message.
    private static readonly Lazy<(PublishedContent Content, Registration Registration)> Embedded =
        new(() => RegisteredFile.Read<PublishedContent>(FileName, RegisteredFile.Embedded(FileName)));

    /// <summary>Table 1: names of the seven cases that the paper shows as pictures.</summary>
    public static IReadOnlyList<string> Table1 => File.Content.Table1.Cases;

    /// <summary>Table 2: average latency, one unlabelled value per trained model (assumption D5).</summary>
    public static IReadOnlyList<PublishedLatency> Table2 => File.Content.Table2.Rows;

    /// <summary>Table 3: the best epoch of each of the 26 models.</summary>
    public static IReadOnlyList<PublishedRun> Table3 => File.Content.Table3.Rows;

    /// <summary>Table 4: the best model of each representation.</summary>
    public static IReadOnlyList<PublishedScore> Table4 => File.Content.Table4.Rows;

    internal static (PublishedContent Content, Registration Registration) File => Embedded.Value;
}
