using RnnMemory.Files;
using RnnMemory.Paper;

namespace RnnMemory.Reports.Documents;

/// <summary>The documents that are written from the registered data, by their paths from the repository's root.</summary>
public static class LedgerDocuments
{
    /// <summary>Path and text of each document.</summary>
    /// <param name="ledger">The registered data.</param>
    public static IReadOnlyList<(string Path, string Text)> Of(Ledger ledger) =>
        [("docs/assumptions.md", AssumptionsDocument.Text(ledger)), ("docs/claims.md", ClaimsDocument.Text(ledger))];

    /// <summary>Writes all documents below a root folder.</summary>
    /// <returns>The paths of those that changed.</returns>
    /// <exception cref="Basics.UserError">A document cannot be written.</exception>
    public static IReadOnlyList<string> Write(Ledger ledger, string root)
    {
        List<string> changed = [];
        foreach ((string path, string text) in Of(ledger))
        {
            string file = Path.Combine(root, path);
            if (!File.Exists(file) || TextFile.ToLf(File.ReadAllText(file)) != text)
            {
                TextFile.Write(file, text);
                changed.Add(path);
            }
        }

        return changed;
    }
}
