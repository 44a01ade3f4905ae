using System.Text;
using RnnMemory.Basics;
using RnnMemory.Paper;

namespace RnnMemory.Reports.Documents;

/// <summary>docs/claims.md: what the paper claims, what its own tables say of it, and how it is tested here.</summary>
internal static class ClaimsDocument
{
    private static readonly IReadOnlyDictionary<PaperEvidence, string> Meanings = new Dictionary<PaperEvidence, string>
    {
        [PaperEvidence.Supported] = "the printed tables give the claimed quantity",
        [PaperEvidence.SupportedCorrected] = "true once a slip is repaired",
        [PaperEvidence.Contradicted] = "the printed tables, or the authors' script, give something else",
        [PaperEvidence.Partly] = "true of some cases only",
        [PaperEvidence.NotCheckable] = "rests on a figure that is a picture, or on nothing reported",
        [PaperEvidence.Provable] = "needs no training",
        [PaperEvidence.Untested] = "asserted, never measured",
        [PaperEvidence.Cited] = "a result of others",
    };

    private static readonly string Command = Launcher.InDocuments("documents");

    public static string Text(Ledger ledger)
    {
        StringBuilder document = new($"""
            # Claims

            Written from `src/Harness/Paper/claims.json` by `{Command}`; do not edit it here. What confirms or refutes a claim
            is fixed in [the rule](verdict-rule.md); what the paper leaves open is an [assumption](assumptions.md). Quotations have at most
            twelve words.

            What the paper's own tables say of a claim:


            """.ReplaceLineEndings("\n"));
        foreach (PaperEvidence evidence in Enum.GetValues<PaperEvidence>())
        {
            int count = ledger.Claims.Count(claim => claim.Evidence == evidence);
            document.AppendPoint(Markdown.Words(evidence), $"{Meanings[evidence]} ({count})");
        }

        document.Append('\n').AppendRow("claim", "section", "in short", "the paper's tables").AppendRow("---", "---", "---", "---");
        foreach (Claim claim in ledger.Claims)
        {
            document.AppendRow($"[{claim.Id}](#{claim.Id.ToLowerInvariant()})", claim.Section, claim.Asserts, Markdown.Words(claim.Evidence));
        }

        foreach (Claim claim in ledger.Claims)
        {
            Append(document, claim, ledger);
        }

        return document.ToString();
    }

    private static void Append(StringBuilder document, Claim claim, Ledger ledger)
    {
        document.Append($"\n## {claim.Id}\n\n> {claim.Quotation}\n\n{claim.Asserts}\n\n");
        document.AppendPoint("Where", char.IsDigit(claim.Section[0]) ? $"section {claim.Section}" : claim.Section);
        document.AppendPoint("The paper's own tables", $"{Markdown.Words(claim.Evidence)}. {claim.EvidenceNote}");
        document.AppendPoint("Kind", Markdown.Words(claim.Kind));
        document.AppendPoint("Quantity", claim.Quantity);
        document.AppendPoint("Claimed", Claimed(claim.Direction));
        document.AppendPoint("Test", claim.Test);
        document.AppendPoint("Readings", string.Join(", ", claim.Readings.Select(ReadingText)));
        document.AppendPoint("Adjusted with", ledger.Rule.Holm.FirstOrDefault(family => family.Id == claim.Holm)?.Members);
        document.AppendPoint("Figures", string.Join("; ", ledger.Rule.Thresholds.Where(figure => figure.Claims.Contains(claim.Id)).Select(FigureText)));
        document.AppendPoint(
            "Published numbers", string.Join(", ", ledger.Numbers.Where(number => number.Claims.Contains(claim.Id)).Select(number => number.Id)));
        document.AppendPoint(
            "Leans on assumptions", string.Join(", ", claim.Assumptions.Select(id => $"[{id}](assumptions.md#{id.ToLowerInvariant()})")));
        document.AppendPoint("Not measurable", claim.NotMeasurable);
    }

    private static string Claimed(ClaimDirection direction) => direction switch
    {
        ClaimDirection.Positive => "it is above zero",
        ClaimDirection.Negative => "it is below zero",
        ClaimDirection.Zero => "it is zero, within the margin",
        ClaimDirection.Stated => "it has the stated size",
        ClaimDirection.Holds => "it is as stated",
        ClaimDirection.None => "",
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, "no direction of claims"),
    };

    private static string ReadingText(OrderingReading reading) =>
        reading == OrderingReading.Authors ? "the authors' permutations" : "permutations in general";

    private static string FigureText(Threshold figure) => FormattableString.Invariant($"{figure.Id} {figure.Value} ({figure.Unit})");
}
