namespace RnnMemory.Paper.Statistics;

/// <summary>What a small p-value speaks for.</summary>
public enum Alternative
{
    /// <summary>The statistic is not 0.</summary>
    TwoSided,

    /// <summary>It is above 0.</summary>
    Greater,

    /// <summary>It is below 0.</summary>
    Less,
}
