using System.Globalization;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Verdicts in a sentence.</summary>
internal static class Reasons
{
    /// <summary>What the two questions gave.</summary>
    /// <param name="comparison">The two questions.</param>
    /// <param name="margin">δ, plain; null without one.</param>
    /// <param name="unit">The number's unit.</param>
    public static string Of(Comparison comparison, decimal? margin, string unit)
    {
        string within = margin is { } value ? string.Create(CultureInfo.InvariantCulture, $"the margin of {value} ({unit})") : "";
        string side = comparison.Side == Direction.Higher ? "Higher" : "Lower";
        return (comparison.Verdict, comparison.IsEquivalent) switch
        {
            (Verdict.Agrees, _) => $"No difference was found, and any difference is smaller than {within}.",
            (Verdict.DiffersByLess, _) => $"{side} than the printed number, but by less than {within}.",
            (Verdict.Differs, null) => $"{side} than the printed number.",
            (Verdict.Differs, _) => $"{side} than the printed number, and not shown to lie within {within}.",
            (_, null) => "No difference was found; without a registered margin that is no agreement.",
            _ => $"Neither a difference nor equivalence within {within} was shown.",
        };
    }

    /// <summary>A further sentence where a family has fewer runs than the rule counts on; empty elsewhere.</summary>
    /// <param name="family">Degrees of freedom that the runs of the family give its spread.</param>
    /// <param name="counted">Those that the rule counts that spread for.</param>
    public static string OfSpread(int family, int counted) => family >= counted ? "" : string.Create(CultureInfo.InvariantCulture,
        $" The rule counts the spread between seeds for {counted} degrees of freedom, but this family has {family}: the interval may be too narrow.");

    /// <summary>Where the rule asks for more runs than there are.</summary>
    public static string TooFew(int runs, int least) => string.Create(CultureInfo.InvariantCulture,
        $"Inconclusive by design with fewer than {least} runs; there {(runs == 1 ? "is 1" : $"are {runs}")}.");
}
