using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Assumptions;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class AssumptionJudgeTests
{
    private const int Enough = 6;

    private static readonly SettingDifference Marked = new("task.phaseMarker", "false", "true");
    private static readonly RunObservations Paper = World.Of(Enough);

    [Fact]
    public void Without_runs_under_the_alternative_an_assumption_is_not_tested()
    {
        AssumptionVerdict verdict = Of(Paper, "A3");

        Assert.Equal((AssumptionOutcome.NotTestedYet, "registered test: Runs with that input, three seeds."), (verdict.Outcome, verdict.Why));
    }

    [Fact]
    public void A_conclusion_changes_if_a_claim_gets_the_opposite_verdict()
    {
        AssumptionVerdict verdict = Of(With(World.Of(Enough, isMirrored: true)), "A3");

        Assert.Equal(AssumptionOutcome.Changed, verdict.Outcome);
        Assert.Contains("INC-10", verdict.Why);
    }

    [Fact]
    public void A_conclusion_does_not_change_if_the_runs_say_the_same() =>
        Assert.Equal(AssumptionOutcome.Unchanged, Of(With(World.Of(Enough)), "A3").Outcome);

    [Fact]
    public void One_seed_under_the_alternative_is_too_few() =>
        Assert.Equal(AssumptionOutcome.TooFewRuns, Of(With(World.Of(1)), "A3").Outcome);

    [Fact]
    public void Runs_that_differ_in_another_setting_do_not_test_it() =>
        Assert.Equal(AssumptionOutcome.NotTestedYet, Of(With(World.Of(Enough)), "A5").Outcome);

    // A2: what leans on it is proved by code.
    [Fact]
    public void Runs_that_no_claim_depends_on_answer_nothing()
    {
        RunObservations once = World.Of(Enough).As(new SettingDifference("task.doubled", "true", "false"));

        AssumptionVerdict verdict = Of(Paper with { Increments = [.. Paper.Increments, .. once.Increments] }, "A2");

        Assert.Equal(AssumptionOutcome.NothingToTry, verdict.Outcome);
        Assert.Equal($"no claim that leans on it depends on runs, so {once.Increments.Count} runs under the alternative can change none", verdict.Why);
    }

    [Fact]
    public void Variants_do_not_count_as_the_papers_models()
    {
        RunObservations both = With(World.Of(Enough, isMirrored: true));

        Assert.Equal(
            AllVerdicts.Of(QuickLedger.Ledger, Paper).Claims.Select(claim => claim.Outcome),
            AllVerdicts.Of(QuickLedger.Ledger, both).Claims.Select(claim => claim.Outcome));
    }

    // The increment runs of a world as variants with a phase marker, beside the paper's.
    private static RunObservations With(RunObservations other) => Paper with { Increments = [.. Paper.Increments, .. other.As(Marked).Increments] };

    private static AssumptionVerdict Of(RunObservations observed, string id) =>
        AllVerdicts.Of(QuickLedger.Ledger, observed).Assumptions.Single(verdict => verdict.Assumption.Id == id);
}
