namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims that no run can decide, each with its registered reason.</summary>
internal static class StatementClaims
{
    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        .. from id in new[] { "BG-1", "BG-2", "BG-3", "BG-4", "CON-7", "MN-6", "MN-9", "MN-14" }
           select new ClaimRule(id, (evidence, _) =>
               new([], _ => new(ClaimDecision.NotMeasurable, evidence.Ledger.FindClaim(id).NotMeasurable!))),
    ];
}
