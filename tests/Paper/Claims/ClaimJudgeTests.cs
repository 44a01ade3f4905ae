using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

/// <summary>The same rules decide in every world: confirmed where runs are as the paper prints them, refuted in a mirrored world.</summary>
public sealed class ClaimJudgeTests
{
    private const int Enough = 8;

    private static readonly Lazy<IReadOnlyList<ClaimVerdict>> AsPrinted = new(() => Judge(World.Of(Enough)));
    private static readonly Lazy<IReadOnlyList<ClaimVerdict>> Mirrored = new(() => Judge(World.Of(Enough, isMirrored: true)));
    private static readonly Lazy<IReadOnlyList<ClaimVerdict>> OneSeed = new(() => Judge(World.Of(1)));
    private static readonly Lazy<IReadOnlyList<ClaimVerdict>> NoRuns = new(() => Judge(World.Of(0)));

    // Proved by code, by counts or by the printed tables, or not measurable: no training decides them.
    private static readonly string[] WithoutRuns =
    [
        "INT-2", "INC-1", "INC-2", "INC-3", "INC-4", "INC-5", "INC-6", "MN-1", "MN-2", "MN-4", "MN-10", "MN-12", "TAB-1", "TAB-2",
        "BG-1", "BG-2", "BG-3", "BG-4", "CON-7", "MN-6", "MN-9", "MN-14",
    ];

    [Fact]
    public void Every_claim_has_exactly_one_rule() => Assert.Equal(
        Ledger.Registered.Claims.Select(claim => claim.Id).Order(), ClaimRules.All.Select(rule => rule.Claim).Order());

    [Fact]
    public void Every_claim_gets_a_verdict_for_each_of_its_readings() => Assert.All(NoRuns.Value, verdict =>
        Assert.Equal(
            verdict.Claim.Readings.Count == 0 ? [null] : verdict.Claim.Readings.Select(reading => (OrderingReading?)reading),
            verdict.Readings.Select(reading => reading.Reading)));

    [Fact]
    public void Claims_that_rest_on_runs_are_inconclusive_without_runs_and_with_one_seed()
    {
        foreach (ClaimVerdict verdict in NoRuns.Value.Concat(OneSeed.Value).Where(verdict => !WithoutRuns.Contains(verdict.Claim.Id)))
        {
            Assert.All(verdict.Readings, reading => Assert.True(
                reading.Outcome == ClaimDecision.Inconclusive, $"{verdict.Claim.Id} {reading.Reading}: {reading.Outcome}, {reading.Why}"));
            Assert.True(verdict.Readings.Any(reading => reading.Why.Contains("need", StringComparison.Ordinal) || reading.Why.Contains("No model", StringComparison.Ordinal)
                || reading.Why.Contains("no run", StringComparison.Ordinal) || reading.Why.Contains("is inconclusive", StringComparison.Ordinal)), $"{verdict.Claim.Id}: {verdict.Readings[0].Why}");
        }
    }

    [Fact]
    public void What_is_missing_is_named_with_the_seeds_that_there_are() =>
        Assert.StartsWith("needs 5 seeds of 2x32/vanilla/simple: have seed 0", Of(OneSeed.Value, "INC-10", null).Why);

    [Theory]
    [InlineData("ABS-1", OrderingReading.Authors, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("ABS-2", OrderingReading.General, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("ABS-4", OrderingReading.Authors, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("INT-1", OrderingReading.Authors, ClaimDecision.Confirmed, ClaimDecision.Confirmed)]
    [InlineData("INC-7", OrderingReading.General, ClaimDecision.Inconclusive, ClaimDecision.Refuted)]
    [InlineData("INC-8", OrderingReading.General, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("INC-9", OrderingReading.General, ClaimDecision.Confirmed, ClaimDecision.Confirmed)]
    [InlineData("INC-10", OrderingReading.General, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("MN-3", null, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("MN-5", OrderingReading.Authors, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("MN-8", OrderingReading.General, ClaimDecision.Refuted, ClaimDecision.Refuted)]
    [InlineData("MN-11", OrderingReading.Authors, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("LAT-1", null, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("LAT-2", OrderingReading.Authors, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("LAT-3", null, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("CON-4", OrderingReading.Authors, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("CON-9", OrderingReading.Authors, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData("Q-1", OrderingReading.Authors, ClaimDecision.Refuted, ClaimDecision.Refuted)]
    public void Claim_is_judged_by_the_runs(string claim, OrderingReading? reading, ClaimDecision asPrinted, ClaimDecision mirrored)
    {
        ReadingVerdict printed = Of(AsPrinted.Value, claim, reading), other = Of(Mirrored.Value, claim, reading);

        Assert.True(asPrinted == printed.Outcome, $"as printed: {printed.Outcome}, {printed.Why}");
        Assert.True(mirrored == other.Outcome, $"mirrored: {other.Outcome}, {other.Why}");
    }

    [Fact]
    public void Confirmed_claim_has_no_finding_against_it_and_refuted_one_not_only_findings_for_it()
    {
        // S3-1 can be refuted by INC-10 alone.
        foreach (ClaimVerdict verdict in AsPrinted.Value.Concat(Mirrored.Value).Where(verdict => verdict.Claim.Id != "S3-1"))
        {
            Assert.All(verdict.Readings, reading =>
            {
                Side[] sides = [.. reading.Findings.Where(finding => finding is { Decides: true, Describes: false, AsksSign: false }).Select(finding => finding.Side)];
                Assert.False(reading.Outcome == ClaimDecision.Confirmed && sides.Contains(Side.Below), $"{verdict.Claim.Id}: {reading.Why}");
                Assert.False(
                    reading.Outcome == ClaimDecision.Refuted && sides.Contains(Side.Above) && !sides.Contains(Side.Below),
                    $"{verdict.Claim.Id}: {reading.Why}");
            });
        }
    }

    [Fact]
    public void Permutations_in_general_need_six_of_them()
    {
        ReadingVerdict three = Of(AsPrinted.Value, "ABS-1", OrderingReading.General);
        ReadingVerdict six = Of(Judge(World.Of(Enough, permutations: 9)), "ABS-1", OrderingReading.General);

        Assert.StartsWith("needs 6 permutations", three.Why);
        Assert.Equal(ClaimDecision.Confirmed, six.Outcome);
    }

    [Fact]
    public void Always_is_not_confirmed_if_one_seed_goes_the_other_way()
    {
        RunObservations world = World.Of(Enough);
        IncrementObservation slow = world.Increments.First(run => run is { Seed: 3, Model.Order: DigitOrder.Simple });
        RunObservations reversed = world with
        {
            Increments = [.. world.Increments.Select(run => run == slow ? run with { Curve = [.. run.Curve.Select(point => (point.Updates, 0.5))] } : run)],
        };

        Assert.NotEqual(ClaimDecision.Confirmed, Of(Judge(reversed), "INC-10", OrderingReading.General).Outcome);
    }

    [Fact]
    public void Seed_that_goes_the_other_way_by_little_is_named()
    {
        RunObservations world = World.Of(Enough);
        IncrementObservation other = world.Increments.First(run => run is { Seed: 3, Model: { Name: "2x32/gru/complicated" } });
        RunObservations reversed = world.WithIncrements(run => run is { Seed: 3, Model: { Name: "2x32/gru/simple" } }
            ? run with { Curve = [.. other.Curve.Select(point => (point.Updates, point.Value - 0.001))] } : run);

        ReadingVerdict verdict = Of(Judge(reversed), "INC-10", OrderingReading.General);

        Assert.Equal(ClaimDecision.Inconclusive, verdict.Outcome);
        Assert.EndsWith("and these do: 2x32/gru seed 3", verdict.Why);
    }

    [Fact]
    public void Order_that_is_never_learned_better_than_by_copying_refutes_that_it_is_learned()
    {
        RunObservations world = World.Of(Enough);
        RunObservations unlearned = world with
        {
            Increments =
            [
                .. world.Increments.Select(run => run.Model.Order == DigitOrder.Simple ? run : run with
                {
                    Final = new Dictionary<string, double>(run.Final) { [IncrementMetrics.SecondHalf] = run.Floor - 0.1 - (0.001 * run.Seed) },
                }),
            ],
        };

        ReadingVerdict verdict = Of(Judge(unlearned), "INC-9", OrderingReading.General);

        Assert.Equal(ClaimDecision.Refuted, verdict.Outcome);
        Assert.All(
            verdict.Findings.Where(finding => finding.What.Contains("above the better of copying", StringComparison.Ordinal)),
            finding => Assert.Equal((Side.Below, true), (finding.Side, finding.Opposite < 0.001)));
    }

    [Fact]
    public void Size_whose_interval_reaches_out_of_the_claimed_range_is_open_although_it_excludes_zero()
    {
        RunObservations world = World.Of(Enough);
        RunObservations wide = world with
        {
            Increments =
            [
                .. world.Increments.Select(run => run.Model.Order != DigitOrder.Complicated ? run : run with
                {
                    Final = new Dictionary<string, double>(run.Final) { [IncrementMetrics.Digits] = 0.999 - (run.Seed % 2 == 0 ? 0.01 : 0.04) },
                }),
            ],
        };

        ReadingVerdict verdict = Of(Judge(wide), "ABS-2", OrderingReading.General);

        Finding deciding = verdict.Findings.Single(finding => finding.Decides);
        Assert.InRange(deciding.Interval!.Value.Low, 1e-9, 0.02);
        Assert.Equal((ClaimDecision.Inconclusive, Side.Open), (verdict.Outcome, deciding.Side));
    }

    [Fact]
    public void Halves_whose_latencies_differ_by_about_the_margin_leave_their_claim_open()
    {
        RunObservations world = World.Of(Enough);
        RunObservations near = world with
        {
            Images = [.. world.Images.Select(run => run with { LastLatency = run.LastLatency! with { Even = 18, Odd = run.Seed % 2 == 0 ? 18.1 : 18.3 } })],
        };

        Assert.Equal(ClaimDecision.Inconclusive, Of(Judge(near), "LAT-3", null).Outcome);
    }

    [Fact]
    public void A_tie_at_the_floor_refutes_that_the_complicated_order_is_always_slower()
    {
        RunObservations world = World.Of(Enough);
        IncrementObservation[] stuck = [.. world.Increments.Select(run => run.Model is not { Cell: "vanilla", Size.Base: 2 } ? run : run with
        {
            Curve = [.. run.Curve.Select(point => (point.Updates, run.Floor - 0.01 - (0.0001 * (run.Seed % 2))))],
            Final = run.Final.ToDictionary(pair => pair.Key, pair => Math.Min(pair.Value, run.Floor - 0.01)),
        })];

        ReadingVerdict verdict = Of(Judge(world with { Increments = stuck }), "INC-10", OrderingReading.General);

        Assert.Equal(ClaimDecision.Refuted, verdict.Outcome);
        Assert.Contains("2x32/vanilla", verdict.Why);
    }

    [Fact]
    public void P_values_of_a_family_are_adjusted_together_and_a_shared_comparison_counts_once()
    {
        Finding[] losses = [.. Of(AsPrinted.Value, "ABS-1", OrderingReading.Authors).Findings.Where(finding => finding.P is not null && finding.Decides)];
        Finding[] same = [.. Of(AsPrinted.Value, "MN-5", OrderingReading.Authors).Findings.Where(finding => finding.P is not null && finding.Decides)];

        Assert.Equal(15, losses.Length);
        Assert.Equal(losses.Select(finding => finding.Adjusted), same.Select(finding => finding.Adjusted));
        Assert.All(losses, finding => Assert.True(finding.Adjusted >= finding.P));
    }

    // Networks of 784 steps with one seed: what is not compared with them has the same p-values, and none of them counts for more.
    [Fact]
    public void Missing_runs_make_no_adjusted_p_value_smaller()
    {
        RunObservations world = World.Of(Enough);
        RunObservations fewer = world with { Images = [.. world.Images.Where(run => run.Model.Steps == 28 || run.Seed == 0)] };
        Dictionary<string, double> all = Adjusted(AsPrinted.Value), some = Adjusted(Judge(fewer));
        string[] both = [.. all.Keys.Intersect(some.Keys)];

        Assert.True(all.Count > some.Count);
        Assert.True(both.Length > 20);
        Assert.All(both, hypothesis => Assert.True(some[hypothesis] >= all[hypothesis], hypothesis));

        static Dictionary<string, double> Adjusted(IReadOnlyList<ClaimVerdict> verdicts) => verdicts
            .Where(verdict => verdict.Claim.Holm == "quality").SelectMany(verdict => verdict.Readings).SelectMany(reading => reading.Findings)
            .Where(finding => finding.Adjusted is not null).DistinctBy(finding => finding.Hypothesis)
            .ToDictionary(finding => finding.Hypothesis, finding => finding.Adjusted!.Value);
    }

    [Fact]
    public void P_values_of_the_increment_task_are_adjusted_within_each_claim()
    {
        Finding[] learned = [.. Of(AsPrinted.Value, "INC-9", OrderingReading.General).Findings
            .Where(finding => finding is { P: not null, Part: "" })];

        Assert.Equal(9, learned.Length);
        Assert.Equal(Holm.Adjust([.. learned.Select(finding => finding.P!.Value)]), learned.Select(finding => finding.Adjusted!.Value));
    }

    private static IReadOnlyList<ClaimVerdict> Judge(RunObservations world) => new ClaimJudge(
        QuickLedger.Ledger, world, NumberVerdicts.Of(QuickLedger.Ledger, world.OfNumbers())).Verdicts();

    private static ReadingVerdict Of(IReadOnlyList<ClaimVerdict> verdicts, string claim, OrderingReading? reading) =>
        verdicts.Single(verdict => verdict.Claim.Id == claim).Readings.Single(verdict => reading is null || verdict.Reading == reading);
}
