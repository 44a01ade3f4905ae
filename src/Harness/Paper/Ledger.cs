using RnnMemory.Basics;

namespace RnnMemory.Paper;

/// <summary>
/// What was registered before it was tested: every published number, the paper's claims, the assumptions and the rule that gives
/// verdicts. Read from published.json, claims.json, assumptions.json and verdict-rule.json, which are embedded in the library.
/// </summary>
public sealed class Ledger
{
    private const string ClaimsFile = "claims.json";
    private const string AssumptionsFile = "assumptions.json";
    private const string RuleFile = "verdict-rule.json";

    private static readonly Lazy<Ledger> Embedded = new(() => Read(
        Published.File, RegisteredFile.Embedded(ClaimsFile), RegisteredFile.Embedded(AssumptionsFile), RegisteredFile.Embedded(RuleFile)));

    private Ledger(
        IReadOnlyList<PublishedNumber> numbers, IReadOnlyList<Claim> claims, IReadOnlyList<Assumption> assumptions, VerdictRule rule,
        IReadOnlyList<Registration> registrations)
    {
        (Numbers, Claims, Assumptions, Rule, Registrations) = (numbers, claims, assumptions, rule, registrations);
        new LedgerChecks(this).Run();
    }

    /// <summary>The embedded ledger.</summary>
    public static Ledger Registered => Embedded.Value;

    /// <summary>Every published number: Tables 1 to 4, then the text.</summary>
    public IReadOnlyList<PublishedNumber> Numbers { get; }

    /// <summary>Every claim, in the paper's order.</summary>
    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>Every assumption, by id.</summary>
    public IReadOnlyList<Assumption> Assumptions { get; }

    /// <summary>The rule.</summary>
    public VerdictRule Rule { get; }

    /// <summary>The four files with their changes.</summary>
    public IReadOnlyList<Registration> Registrations { get; }

    /// <summary>The claim of that id.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public Claim FindClaim(string id) => Find("claim", id, Claims, claim => claim.Id);

    /// <summary>The assumption of that id.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public Assumption FindAssumption(string id) => Find("assumption", id, Assumptions, assumption => assumption.Id);

    /// <summary>The published number of that id.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public PublishedNumber FindNumber(string id) => Find("published number", id, Numbers, number => number.Id);

    /// <summary>Ids of the assumptions that a number leans on: its own, and those of its claims.</summary>
    public IReadOnlyList<string> AssumptionsOf(PublishedNumber number) =>
        [.. number.Assumptions.Concat(number.Claims.SelectMany(claim => FindClaim(claim).Assumptions)).Distinct()];

    /// <summary>Whether a claim or an assumption has that id.</summary>
    public bool Resolves(string label) => Claims.Any(claim => claim.Id == label) || Assumptions.Any(assumption => assumption.Id == label);

    /// <summary>Reads the texts of the four files.</summary>
    /// <exception cref="InvalidDataException">
    /// A key is unknown or missing, an id comes twice, a reference leads nowhere, or a quotation is too long.
    /// </exception>
    internal static Ledger Read(string published, string claims, string assumptions, string rule) =>
        Read(RegisteredFile.Read<PublishedContent>(Published.FileName, published), claims, assumptions, rule);

    private static Ledger Read(
        (PublishedContent Content, Registration Registration) published, string claimsText, string assumptionsText, string ruleText)
    {
        (Claim[] claims, Registration ofClaims) = RegisteredFile.Read<Claim[]>(ClaimsFile, claimsText);
        (Assumption[] assumptions, Registration ofAssumptions) = RegisteredFile.Read<Assumption[]>(AssumptionsFile, assumptionsText);
        (VerdictRule rule, Registration ofRule) = RegisteredFile.Read<VerdictRule>(RuleFile, ruleText);
        return new Ledger(
            new PublishedNumbers(published.Content, rule).All(), claims, assumptions, rule,
            [published.Registration, ofClaims, ofAssumptions, ofRule]);
    }

    private static T Find<T>(string kind, string id, IReadOnlyList<T> all, Func<T, string> idOf)
        where T : class =>
        all.FirstOrDefault(entry => idOf(entry).Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw UserError.Unknown(kind, id, all.Select(idOf));
}
