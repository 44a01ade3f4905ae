namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>The one registry of claims' rules: each registered claim has exactly one.</summary>
internal static class ClaimRules
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<ClaimRule> All { get; } =
    [
        .. PermutationClaims.Rules, .. RepresentationClaims.Rules, .. QuantityClaims.Rules, .. SpeedClaims.Rules, .. LatencyClaims.Rules,
        .. IncrementClaims.Rules, .. IncrementProofs.Rules, .. ImageProofs.Rules, .. InkClaims.Rules, .. TableClaims.Rules,
            .. StatementClaims.Rules,
    ];

    /// <summary>The rule of a claim.</summary>
    /// <exception cref="InvalidOperationException">It has none, or more than one.</exception>
    public static ClaimRule Of(string claim) => All.Single(rule => rule.Claim == claim);
}
