using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Auditing;

/// <summary>One epoch of the recorded full-size runs is trained again; the choice changes with each commit.</summary>
public sealed class RecordedRunsAuditTests(ITestOutputHelper output)
{
    private const int Count = 1;
    private const int Reach = 1;

    [Fact]
    public void Random_epoch_of_the_recorded_runs_is_equal_to_the_last_bit()
    {
        Assert.SkipWhen(new RecordedRuns(RecordedRuns.Folder).Ids().Count == 0, "No run of full size is recorded under expected/runs.");
        MnistOrSkip.Load();
        AuditScope scope = AuditScope.Everything([RecordedRuns.Folder], EngineCatalog.Known);
        Assert.Empty(scope.Skipped.Concat(scope.Refused));
        long seed = CommitDraw.Seed(WorkingCommit.Of(RepositoryRoot.Find()));
        List<string> report = [$"rnn-memory audit --sample {Count} --reach {Reach} --seed {seed}"];

        IReadOnlyList<Replay> replays = AuditPlan.Sample(scope.Runs, Count, seed, Reach);

        // The stored states are evaluated by the record's own tests.
        AuditOutcome outcome = new Audit(EngineCatalog.Known, report.Add).Run([], replays, TestContext.Current.CancellationToken);

        output.WriteLine(string.Join('\n', report));
        Assert.True(outcome.IsClean, string.Join('\n', report));
        Assert.Equal(Count, outcome.Equal);
    }
}
