using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Claims;

namespace RnnMemory.Tests.Paper.Claims;

/// <summary>What a single claim's rule finds, before p-values are adjusted and without any other claim.</summary>
internal static class RawFindings
{
    /// <summary>The findings of a claim's rule.</summary>
    public static IReadOnlyList<Finding> Of(RunObservations observed, string claim, OrderingReading? reading = null) =>
        ClaimRules.Of(claim).Judge(Evidence(observed), reading).Findings;

    /// <summary>What rules look at, of which no verdict on another claim can be had.</summary>
    public static ClaimEvidence Evidence(RunObservations observed) => new(
        QuickLedger.Ledger, observed, NumberVerdicts.Of(QuickLedger.Ledger, observed.OfNumbers()),
        (claim, _) => throw new InvalidOperationException($"{claim} was not judged."));

    /// <summary>The same runs with every run on images changed.</summary>
    public static RunObservations WithImages(this RunObservations world, Func<ImageObservation, ImageObservation> change) =>
        world with { Images = [.. world.Images.Select(change)] };

    /// <summary>The same runs with every run of the increment task changed.</summary>
    public static RunObservations WithIncrements(this RunObservations world, Func<IncrementObservation, IncrementObservation> change) =>
        world with { Increments = [.. world.Increments.Select(change)] };

    /// <summary>A run of a single epoch with that accuracy.</summary>
    public static ImageObservation WithAccuracy(this ImageObservation run, double accuracy) =>
        run with { TestAccuracies = [accuracy], BestEpoch = 0 };

    /// <summary>Half of the width of a finding's interval.</summary>
    public static double HalfWidth(this Finding finding) => (finding.Interval!.Value.High - finding.Interval.Value.Low) / 2;
}
