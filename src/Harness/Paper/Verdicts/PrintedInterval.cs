using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>All plain values that a printed number stands for.</summary>
internal static class PrintedInterval
{
    /// <summary>From p − u/2 to p + u/2; from the lower end of a range to its upper end.</summary>
    public static Interval Of(PublishedNumber number)
    {
        decimal half = (number.LastDigit ?? 0) / 2;
        return new((double)(number.Value!.Value - half), (double)((number.Upper ?? number.Value.Value) + half));
    }

    /// <summary>What unrounded table entries could give, or the corrected value alone where that was not worked out.</summary>
    public static Interval Of(CorrectedNumber corrected) =>
        new((double)(corrected.Low ?? corrected.Value), (double)(corrected.High ?? corrected.Value));
}
