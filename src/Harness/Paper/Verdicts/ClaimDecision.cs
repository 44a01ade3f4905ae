namespace RnnMemory.Paper.Verdicts;

/// <summary>What our runs say of a claim (docs/verdict-rule.md, "Claims").</summary>
public enum ClaimDecision
{
    /// <summary>The interval excludes zero in the claimed direction and contains a claimed size; or the claim is proved.</summary>
    Confirmed,

    /// <summary>The interval excludes zero the other way, or excludes the claimed size.</summary>
    Refuted,

    /// <summary>Neither of the two.</summary>
    Inconclusive,

    /// <summary>No run of ours can say anything of it.</summary>
    NotMeasurable,
}
