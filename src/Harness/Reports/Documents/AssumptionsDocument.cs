using System.Text;
using RnnMemory.Basics;
using RnnMemory.Paper;

namespace RnnMemory.Reports.Documents;

/// <summary>docs/assumptions.md: what the paper leaves open, what was chosen, and what tries the alternative.</summary>
internal static class AssumptionsDocument
{
    private static readonly IReadOnlyList<(char Letter, string Title)> Groups =
    [
        ('A', "The increment task"), ('B', "Images and their representations"), ('C', "Training on images"), ('D', "Latency"),
        ('E', "Missing pixels"), ('F', "Analysis"), ('K', "Keras"),
    ];

    private static readonly string Command = Launcher.InDocuments("documents");

    public static string Text(Ledger ledger)
    {
        StringBuilder document = new($"""
            # Assumptions

            Written from `src/Harness/Paper/assumptions.json` by `{Command}`; do not edit it here. The paper leaves details open.
            Each entry has what the paper and the authors' script say of one, what this project chose, and what tries the alternative. There
            is no script for the increment task. Confidence is how sure we are that the authors did the same. Priority says whether the
            alternative must be run (first), is run if it is cheap (second), or not at all (none).


            """.ReplaceLineEndings("\n"));
        document.AppendRow("assumption", "open", "choice", "confidence", "priority").AppendRow("---", "---", "---", "---", "---");
        foreach (Assumption assumption in ledger.Assumptions)
        {
            document.AppendRow(
                $"[{assumption.Id}](#{assumption.Id.ToLowerInvariant()})", assumption.Topic, assumption.Choice,
                Markdown.Words(assumption.Confidence), Markdown.Words(assumption.Priority));
        }

        foreach ((char letter, string title) in Groups)
        {
            document.Append($"\n## {title}\n");
            foreach (Assumption assumption in ledger.Assumptions.Where(assumption => assumption.Id[0] == letter))
            {
                Append(document, assumption, ledger);
            }
        }

        return document.ToString();
    }

    private static void Append(StringBuilder document, Assumption assumption, Ledger ledger)
    {
        document.Append($"\n### {assumption.Id}\n\n{assumption.Topic}\n\n");
        document.AppendPoint("Paper", assumption.Paper);
        document.AppendPoint("Script", assumption.Script);
        document.AppendPoint("Choice", assumption.Choice);
        document.AppendPoint("From", SourceText(assumption.Source));
        document.AppendPoint("Confidence", Markdown.Words(assumption.Confidence));
        document.AppendPoint("Alternative", assumption.Alternative);
        document.AppendPoint("Priority", Markdown.Words(assumption.Priority));
        document.AppendPoint("Settings", string.Join(", ", assumption.Settings.Select(setting => $"`{setting}`")));
        document.AppendPoint("Tested by", assumption.TestedBy);
        document.AppendPoint("Claims that lean on it", string.Join(", ", ledger.Claims
            .Where(claim => claim.Assumptions.Contains(assumption.Id)).Select(claim => $"[{claim.Id}](claims.md#{claim.Id.ToLowerInvariant()})")));
    }

    private static string SourceText(AssumptionSource source) => source switch
    {
        AssumptionSource.Paper => "the paper",
        AssumptionSource.Script => "the authors' script",
        AssumptionSource.Keras => "Keras's source, 2.1.4 unless said",
        AssumptionSource.Inferred => "several of these together",
        AssumptionSource.Ours => "our own decision",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "no source of assumptions"),
    };
}
