using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Two groups of runs compared by the exact permutation test, one-sided.</summary>
internal static class TwoSamples
{
    /// <summary>Mean of first less mean of second, claimed to be above zero.</summary>
    /// <param name="evidence">The rule.</param>
    /// <param name="what">What is compared.</param>
    /// <param name="unit">The unit of the values.</param>
    /// <param name="first">Runs with their values.</param>
    /// <param name="second">Runs with their values.</param>
    /// <param name="needed">The least seeds of each.</param>
    /// <param name="names">The names of both, for what is missing.</param>
    public static Finding Difference<T>(
        ClaimEvidence evidence, string what, string unit, IReadOnlyList<(T Run, double Value)> first,
        IReadOnlyList<(T Run, double Value)> second, int needed, (string First, string Second) names)
        where T : Observation
    {
        double[] a = [.. first.Select(run => run.Value)], b = [.. second.Select(run => run.Value)];
        Finding named = new()
        {
            What = what,
            Unit = unit,
            Test = "exact permutation test, one-sided; interval by Welch's t",
            Tests = TestSides.Both,
            Values = [(names.First, ValuesOf(first)), (names.Second, ValuesOf(second))],
            Runs = [.. first.Concat(second).Select(run => run.Run.Run)],
            Estimate = a.Length > 0 && b.Length > 0 ? a.Average() - b.Average() : null,
            Missing = ClaimEvidence.Missing(names.First, [.. first.Select(run => (Observation)run.Run)], needed)
                ?? ClaimEvidence.Missing(names.Second, [.. second.Select(run => (Observation)run.Run)], needed),
        };
        if (named.Missing is not null)
        {
            return named;
        }

        PermutationResult greater = Test(Alternative.Greater);
        return named with
        {
            P = greater.Probability,
            Opposite = Test(Alternative.Less).Probability,
            Interval = a.Length > 1 && b.Length > 1 ? StudentEstimate.OfDifference(a, b).Interval(evidence.Rule.Confidence.Interval) : null,
            Test = greater.IsExact ? named.Test : FormattableString.Invariant($"permutation test of {greater.Arrangements:N0} arrangements, one-sided; interval by Welch's t"),
        };

        IReadOnlyList<(long, double)> ValuesOf(IReadOnlyList<(T Run, double Value)> runs) =>
            [.. runs.Select(run => (run.Run.Seed, run.Value))];

        PermutationResult Test(Alternative alternative) => KnownTests.Get(
            $"{what}, {alternative}", [a, b], () => PermutationTest.OfMeans(a, b, alternative, ClaimEvidence.Stream(what)));
    }
}
