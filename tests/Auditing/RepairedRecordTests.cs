using RnnMemory.Runs;
using RnnMemory.Tests.Reports.Snapshots;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Auditing;

/// <summary>With the genuine run at hand, `record` finds what a forger changed under corrected marks and checksums, and repairs it.</summary>
public sealed class RepairedRecordTests : SnapshotFixture
{
    [Fact]
    public void Forged_metric_of_a_record_that_ends_with_the_same_state_is_repaired()
    {
        using SmallRecord record = new();
        FinishedRun genuine = Genuine(record);
        record.Forge(record.Best, epoch => epoch with { Metrics = new Dictionary<string, double>(epoch.Metrics) { ["vacc"] = 0.9987 } });
        Assert.Empty(record.Read().Findings);

        Assert.Equal($"epochs.jsonl differs in epoch {record.Best}", Difference(record, genuine));
    }

    [Fact]
    public void Forged_state_of_the_best_epoch_is_repaired()
    {
        using SmallRecord record = new();
        FinishedRun genuine = Genuine(record);
        record.Forge("best.bin", state => state.Slots[0][3] += 1);

        Assert.Equal("best.bin is another state", Difference(record, genuine));
    }

    [Fact]
    public void Same_run_with_other_wall_times_needs_no_repair()
    {
        using SmallRecord record = new();
        FinishedRun genuine = Genuine(record);
        record.Forge(2, epoch => epoch with { Seconds = epoch.Seconds + 1 });

        Assert.Null(Difference(record, genuine));
    }

    private static string? Difference(SmallRecord record, FinishedRun genuine) => new RecordedRuns(record.Root).DifferenceFrom(genuine);

    // A copy of the run's folder, as the run store that trained it has it.
    private FinishedRun Genuine(SmallRecord record)
    {
        string folder = Path.Combine(Folder, "genuine");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(record.Run.Folder))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return record.Run with { Folder = folder };
    }
}
