namespace RnnMemory.Paper.Verdicts;

/// <summary>What our runs say of a published number (docs/verdict-rule.md).</summary>
public enum Verdict
{
    /// <summary>Not different, and equivalent within the margin; or a constant of the set-up that is ours, too.</summary>
    Agrees,

    /// <summary>Different, and not equivalent.</summary>
    Differs,

    /// <summary>Different, yet equivalent: by less than the margin.</summary>
    DiffersByLess,

    /// <summary>Neither shown to be different nor shown to be equivalent.</summary>
    Inconclusive,

    /// <summary>No run of ours can say anything of it.</summary>
    NotMeasurable,
}

/// <summary>On which side of the published number ours lies.</summary>
public enum Direction
{
    /// <summary>Ours is higher.</summary>
    Higher,

    /// <summary>Ours is lower.</summary>
    Lower,
}
