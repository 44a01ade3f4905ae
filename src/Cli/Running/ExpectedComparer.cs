using RnnMemory.Basics;
using RnnMemory.Experiments.Framework;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;

namespace RnnMemory.Cli.Running;

/// <summary>
/// Compares what a command made with what was accepted: tables and figures with their snapshots, and runs that were not read from the
/// record with their snapshot or their record. Changes no file.
/// </summary>
internal static class ExpectedComparer
{
    /// <summary>The comparison.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="loaded">The settings; nothing is compared under others than the profile's.</param>
    /// <param name="exhibits">Its tables and figures; those that do not show all their runs are not compared.</param>
    /// <param name="runs">Its finished runs.</param>
    public static ExpectedComparison Of(
        IExperiment experiment, LoadedSettings loaded, IReadOnlyList<MadeExhibit> exhibits, IReadOnlyList<FinishedRun> runs)
    {
        IReadOnlyList<string> changes = RelevantSettings.ChangedFor(experiment.Section.Name, loaded);
        if (changes.Count > 0)
        {
            return new ExpectedComparison(0, [], $"it holds for profile {loaded.Profile} as it is; changed were {string.Join("; ", changes)}.");
        }

        string expected = Path.Combine(RepositoryRoot.Find(), "expected");
        RecordedRuns record = new(RecordedRuns.Folder);
        (string Name, SnapshotState State)[] compared =
        [
            .. from made in exhibits
               where made.IsWhole
               from snapshot in ItemSnapshots.Accepted(experiment, made.Item, made.Exhibit, loaded.Profile)
               select (snapshot.Name.ToString(), SnapshotCheck.Of(expected, snapshot.Name, snapshot.Content)),
            .. from run in runs
               let name = ItemSnapshots.OfRun(experiment, run.Spec, loaded.Profile)
               select (name.ToString(), SnapshotCheck.Of(expected, name, RunRecord.Of(run))),
            .. from run in runs
               where !run.IsRecorded && record.Has(run.Spec.Id)
               let difference = record.DifferenceFrom(run)
               select difference is null
                   ? (run.Spec.Id, SnapshotState.Unchanged)
                   : ($"{run.Spec.Id} beside its record: {difference}", SnapshotState.Changed),
        ];
        return new ExpectedComparison(
            compared.Count(one => one.State == SnapshotState.Unchanged),
            [.. compared.Where(one => one.State == SnapshotState.Changed).Select(one => one.Name)],
            WhyNone: null);
    }
}
