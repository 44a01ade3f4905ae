using RnnMemory.Experiments;
using RnnMemory.Experiments.Verdicts;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Reports.Verdicts;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Experiments;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

/// <summary>What verdicts show of the diagnostics of records.</summary>
public sealed class DiagnosticsTests
{
    private const int Seeds = 10;

    [Fact]
    public void Epoch_is_chosen_on_one_half_and_reported_on_the_other()
    {
        HalfAccuracies[] epochs = [new(0.70, 0.60), new(0.90, 0.80), new(0.85, 0.95)];

        Assert.Equal((0.80 + 0.85) / 2, HalfAccuracies.FairChoice(epochs));
        Assert.Null(HalfAccuracies.FairChoice([]));
    }

    [Fact]
    public void Records_give_both_halves_of_every_epoch_or_none()
    {
        FinishedRun run = FakeImageRun.OfMnist("transposed", "3e-05", 0.5, 0.9, 0.8).Run;
        FinishedRun whole = run with { Epochs = [.. run.Epochs.Select(epoch => epoch with { Diagnostics = Halves(0.1 * epoch.Epoch, 0.2) })] };
        FinishedRun part = whole with { Epochs = [whole.Epochs[0] with { Diagnostics = null }, .. whole.Epochs.Skip(1)] };

        Assert.Equal([new(0, 0.2), new(0.1, 0.2), new(0.2, 0.2)], Observe(whole).Images.Single().Halves);
        Assert.Empty(Observe(run).Images.Single().Halves);
        Assert.Empty(Observe(part).Images.Single().Halves);
    }

    [Fact]
    public void Records_give_live_units_after_the_last_update_and_say_which_run_is_stuck()
    {
        FinishedRun run = FakeRun.Of("vanilla", "simple", [(0, 0.5), (512, 0.887)]).Run;
        FinishedRun newer = run with
        {
            Epochs = [run.Epochs[0] with { Diagnostics = new Dictionary<string, double> { [IncrementMetrics.LiveUnits] = 3 } }],
        };
        FinishedRun learned = FakeRun.Of("vanilla", "simple", [(0, 0.5), (512, 0.889)]).Run;

        Assert.Equal((true, null), StuckAndLive(run));
        Assert.Equal((true, 3), StuckAndLive(newer));
        Assert.Equal((false, null), StuckAndLive(learned));
        Assert.Equal((false, null), StuckAndLive(run with { Divergence = new Divergence(1, 17, "the loss is NaN", []) }));
    }

    [Theory]
    [InlineData("INC-8", "2x32/vanilla/simple")]
    [InlineData("INC-9", "2x32/vanilla/complicated")]
    [InlineData("INC-10", "2x32/vanilla/simple")]
    [InlineData("INC-10", "2x32/vanilla/complicated")]
    public void Share_of_stuck_vanilla_runs_is_shown_with_its_exact_interval_and_decides_nothing(string claim, string model)
    {
        RunObservations world = World.Of(Seeds);
        RunObservations stuck = world with
        {
            Increments = [.. world.Increments.Select(run => run.Model.Name == model && run.Seed is 0 or 1 or 9
                ? run with { IsStuck = true, LiveUnits = 3 } : run)],
        };

        ClaimVerdict verdict = AllVerdicts.Of(QuickLedger.Ledger, stuck).Claims.Single(verdict => verdict.Claim.Id == claim);
        Finding share = verdict.Readings.SelectMany(reading => reading.Findings).Single(finding => finding.What.StartsWith($"{model}: share", StringComparison.Ordinal));

        // R: binom.test(3, 10)$conf.int
        Assert.Equal(0.3, share.Estimate);
        Assert.Equal(0.0667395, share.Interval!.Value.Low, 6);
        Assert.Equal(0.6524529, share.Interval.Value.High, 6);
        Assert.Equal("3 of 10 runs: seeds 0, 1, 9; live units at the end of 3 stuck runs: 3 to 3", share.Note);
        Assert.False(share.Decides);
        Assert.Equal(AllVerdicts.Of(QuickLedger.Ledger, world).Claims.Single(other => other.Claim.Id == claim).Outcome, verdict.Outcome);
    }

    [Fact]
    public void Verdict_on_the_choice_of_the_epoch_shows_what_a_fair_choice_costs()
    {
        RunObservations world = World.Of(2);
        RunObservations halved = world with
        {
            // The best epoch of the whole is the last one; each half has its best epoch elsewhere, and the other half is 0.02 worse there.
            Images =
            [
                .. world.Images.Select(run => run with
                {
                    Halves = [new(run.BestTestAccuracy + 0.01, run.BestTestAccuracy - 0.02), new(run.BestTestAccuracy - 0.02, run.BestTestAccuracy + 0.01)],
                }),
            ],
        };

        string text = TextOf(halved);
        string without = TextOf(world);

        Assert.Contains("28 steps at 3e-05: vacc of the best epoch less that of a fair choice", text);
        Assert.Contains("0.02 share; interval 0.02 to 0.02", text);
        Assert.Contains("test images: have none", without);
        Assert.DoesNotContain("have none", text);
    }

    // Without line breaks.
    private static string TextOf(RunObservations observed) =>
        string.Join(' ', VerdictOverview.One(QuickLedger.Ledger, AllVerdicts.Of(QuickLedger.Ledger, observed), "B9")!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Claim_shows_our_values_by_seed_and_the_command_for_both_orders()
    {
        RunObservations world = World.Of(5);

        string text = string.Join(' ', VerdictOverview.One(QuickLedger.Ledger, AllVerdicts.Of(QuickLedger.Ledger, world), "INC-10")!
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        IncrementObservation run = world.Increments.First(run => run.Model.Name == "2x32/gru/simple" && run.Seed == 0);

        Assert.Contains(FormattableString.Invariant($"ours by seed, 2x32/gru/simple: 0: {run.Area:G4}, 1: "), text);
        Assert.Contains("--set Increment:Orders=simple,complicated --set Seeds=0,1,2,3,4", text);
    }

    [Fact]
    public void Run_that_never_reaches_the_optimum_shows_one_update_more_than_it_made()
    {
        RunObservations world = World.Of(5);
        RunObservations never = world with
        {
            Increments = [.. world.Increments.Select(run => run with { Curve = [.. run.Curve.Select(point => (point.Updates, Math.Min(0.98, point.Value)))] })],
        };

        string text = VerdictOverview.One(QuickLedger.Ledger, AllVerdicts.Of(QuickLedger.Ledger, never), "INC-8")!;

        Assert.Contains("0: 51201, 1: 51201", text);
        Assert.DoesNotContain("E+0", text);
    }

    private static Dictionary<string, double> Halves(double even, double odd) =>
        new() { [ImageMetrics.TestAccuracyOfEven] = even, [ImageMetrics.TestAccuracyOfOdd] = odd };

    private static (bool, int?) StuckAndLive(FinishedRun run) => Observe(run).Increments.Select(seen => (seen.IsStuck, seen.LiveUnits)).Single();

    private static RunObservations Observe(FinishedRun run) =>
        RunObservations.Of([new MeasuredRun(run)], RecordedObservations.Plan(ExperimentCatalog.Experiments));
}
