using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Cli.Commands;
using RnnMemory.Cli.Requests;
using RnnMemory.Cli.Showing;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Paper.Observed;
using RnnMemory.Runs;
using RnnMemory.Tests.Auditing;
using RnnMemory.Tests.Experiments;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>The options of `rnn-memory audit` that say which epochs to repeat.</summary>
public sealed class AuditRequestTests
{
    [Theory]
    [InlineData("-1", null, null, null, null, "--epoch: expected a number from 0 or 'all', got '-1'.")]
    [InlineData("99999999999", null, null, null, null, "got '99999999999'")]
    [InlineData("1", 1, null, null, null, "give one of them")]
    [InlineData(null, 0, null, null, null, "--sample: expected at least 1, got 0.")]
    [InlineData(null, 1, null, null, 0, "--reach: expected at least 1, got 0.")]
    [InlineData(null, 1, "1m", null, null, "give one of them")]
    [InlineData(null, null, "20", null, null, "--budget: expected a time such as 90s, 20m or 2h, of at most 30 days, got '20'.")]
    [InlineData(null, null, "0m", null, null, "got '0m'")]
    [InlineData(null, null, "1e9h", null, null, "got '1e9h'")]
    [InlineData(null, null, "1m", null, 2, "belong to --sample")]
    [InlineData(null, null, null, 1, null, "belong to --sample")]
    public void Impossible_requests_are_refused_in_a_line(string? epoch, int? sample, string? budget, int? seed, int? reach, string complaint)
    {
        UserError refusal = Assert.Throws<UserError>(() => AuditRequest.Read(epoch, sample, budget, seed, reach));

        Assert.Contains(complaint, refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    public void Wall_time_that_no_epoch_takes_is_a_finding_and_does_not_stop_what_is_said_of_times(double seconds)
    {
        using SmallRecord record = new();
        record.Forge(2, epoch => epoch with { Seconds = seconds });

        AuditedRun run = record.Read();

        Assert.Equal([FormattableString.Invariant($"the record of epoch 2 has {seconds:R} seconds, which no epoch takes")], run.Findings);
        Assert.StartsWith("1 run, 6 recorded epochs. ", AuditRequest.Read("all", null, null, null, null).Announce([run]));
        Assert.NotNull(new RecordedRuns(record.Root).Time(record.Run.Spec.Id));
        Assert.NotEmpty(RunPortrait.Of(new RunStore(record.Root).Describe(record.Run.Spec.Id)!, new RecordedRuns(record.Root), Glyphs.Ascii));
    }

    [Fact]
    public void Verdicts_rest_on_measures_that_an_audit_computes()
    {
        Assert.All(new MnistExperiment().Plan(Planned.Paper), run => Assert.Subset(
            AuditCommand.MeasuresOf(run, Planned.Paper).Select(measure => measure.Name).ToHashSet(),
            RunObservations.MeasuresOf(run).Select(measure => measure.Name).ToHashSet()));
    }
}
