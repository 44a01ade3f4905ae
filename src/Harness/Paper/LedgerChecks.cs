namespace RnnMemory.Paper;

/// <summary>The conditions that entries of the ledger meet together.</summary>
/// <param name="ledger">The ledger.</param>
internal sealed class LedgerChecks(Ledger ledger)
{
    /// <summary>The most words of a quotation.</summary>
    public const int MostWords = 12;

    private readonly HashSet<string> claims = [.. ledger.Claims.Select(claim => claim.Id)];
    private readonly HashSet<string> assumptions = [.. ledger.Assumptions.Select(assumption => assumption.Id)];
    private readonly HashSet<string> numbers = [.. ledger.Numbers.Select(number => number.Id)];
    private readonly HashSet<string> families = [.. ledger.Rule.Families.Select(family => family.Id)];
    private readonly HashSet<string> holm = [.. ledger.Rule.Holm.Select(family => family.Id)];

    /// <exception cref="InvalidDataException">A condition is not met; the message names file and entry.</exception>
    public void Run()
    {
        RequireOnce("published.json", ledger.Numbers.Select(number => number.Id));
        RequireOnce("claims.json", ledger.Claims.Select(claim => claim.Id));
        RequireOnce("assumptions.json", ledger.Assumptions.Select(assumption => assumption.Id));
        RequireOnce("verdict-rule.json", ledger.Rule.Families.Select(family => family.Id));
        RequireOnce("verdict-rule.json", ledger.Rule.Holm.Select(family => family.Id));
        RequireOnce("verdict-rule.json", ledger.Rule.Thresholds.Select(threshold => threshold.Id));
        foreach (PublishedNumber number in ledger.Numbers)
        {
            Check(number);
        }

        foreach (Claim claim in ledger.Claims)
        {
            Check(claim);
        }

        foreach (Threshold threshold in ledger.Rule.Thresholds)
        {
            RequireKnown("verdict-rule.json", threshold.Id, "claim", claims, threshold.Claims);
        }
    }

    private void Check(PublishedNumber number)
    {
        const string File = "published.json";
        RequireKnown(File, number.Id, "claim", claims, number.Claims);
        RequireKnown(File, number.Id, "assumption", assumptions, number.Assumptions);
        RequireKnown(File, number.Id, "number", numbers, number.Of);
        RequireKnown(File, number.Id, "family of verdict-rule.json", families, number.Family is null ? [] : [number.Family]);
        RequireKnown(File, number.Id, "Holm family of verdict-rule.json", holm, number.Holm is null ? [] : [number.Holm]);
        Require(File, number.Id, (number.Formula is null) == (number.Of.Count == 0), "has a formula without numbers, or numbers without a formula");
        if (number.Quotation is not { } quotation)
        {
            return;
        }

        RequireQuotation(File, number.Id, quotation);
        Require(File, number.Id, quotation.Contains(number.Printed, StringComparison.Ordinal), $"its quotation does not contain \"{number.Printed}\"");
    }

    private void Check(Claim claim)
    {
        const string File = "claims.json";
        RequireQuotation(File, claim.Id, claim.Quotation);
        RequireKnown(File, claim.Id, "assumption", assumptions, claim.Assumptions);
        RequireKnown(File, claim.Id, "Holm family of verdict-rule.json", holm, claim.Holm is null ? [] : [claim.Holm]);
        Require(File, claim.Id, (claim.NotMeasurable is not null) == (claim.Kind == ClaimKind.Statement),
            "a claim is a statement exactly if it says why it cannot be measured");
    }

    private static void RequireQuotation(string file, string id, string quotation)
    {
        string[] words = quotation.Split(' ');
        Require(file, id, words.All(word => word.Length > 0) && !quotation.AsSpan().ContainsAny('\n', '\r', '\t'),
            "its quotation is empty or has more than single spaces between words");
        Require(file, id, words.Length <= MostWords, $"its quotation has {words.Length} words, more than {MostWords}: \"{quotation}\"");
    }

    private static void RequireOnce(string file, IEnumerable<string> ids)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string id in ids)
        {
            Require(file, id, seen.Add(id), $"comes twice as an id");
        }
    }

    private static void RequireKnown(string file, string id, string kind, HashSet<string> known, IEnumerable<string> references)
    {
        foreach (string reference in references)
        {
            Require(file, id, known.Contains(reference), $"refers to '{reference}', but there is no {kind} of that id");
        }
    }

    private static void Require(string file, string id, bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException($"{file}: {id}: {otherwise}.");
        }
    }
}
