namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>The p-values that a finding's test gives.</summary>
internal enum TestSides
{
    /// <summary>It is no test: an interval of its own, a count, a proof.</summary>
    None,

    /// <summary>One p-value.</summary>
    One,

    /// <summary>One for each direction.</summary>
    Both,
}
