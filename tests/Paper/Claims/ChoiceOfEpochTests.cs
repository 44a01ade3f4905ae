using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Assumptions;
using RnnMemory.Paper.Verdicts.Claims;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class ChoiceOfEpochTests
{
    [Fact]
    public void Choice_is_worth_the_best_epoch_less_the_last()
    {
        RunObservations world = World.Of(2)
            .WithImages(run => run with { TestAccuracies = [0.5, 0.9, 0.875 - (0.05 * run.Seed)], BestEpoch = 1 });

        Finding[] worth = [.. ChoiceOfEpoch.Findings(QuickLedger.Ledger.Rule, world)
            .Where(finding => finding.What.EndsWith("less that of the last", StringComparison.Ordinal))];

        Assert.Equal(4, worth.Length);
        Assert.All(worth, finding => Assert.Equal(0.05, finding.Estimate!.Value, 1e-12));
        Assert.All(worth, finding => Assert.EndsWith("runs, at most 0.075", finding.Note));
    }
}
