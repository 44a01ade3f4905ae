using RnnMemory.Paper;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class VerdictTests
{
    [Fact]
    public void Verdict_shows_counts_first_then_every_number_claim_and_assumption_in_a_hundred_columns()
    {
        CliResult result = CommandHost.Run("verdict");

        string[] lines = result.Output.Split('\n');
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Matches("^[0-9]+ recorded runs: [0-9]+ image networks", lines[0]);
        Assert.DoesNotContain(lines, line => line.Length > 100);
        Assert.All(
            Ledger.Registered.Numbers.Select(number => number.Id).Concat(Ledger.Registered.Claims.Select(claim => claim.Id))
                .Concat(Ledger.Registered.Assumptions.Select(assumption => assumption.Id)),
            id => Assert.Contains(lines, line => line.StartsWith($"{id} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Verdict_of_an_unknown_id_names_the_nearest()
    {
        CliResult result = CommandHost.Run("verdict", "inc10");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("Did you mean 'INC-10'", result.Errors);
        Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
    }
}
