using RnnMemory.Experiments.Framework;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Experiments.Theories;

/// <summary>An experiment that trains runs of its own, as tests: a row for each run, each table and each figure.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
public abstract class RunTheory<TExperiment> : ExperimentTheory<TExperiment>, IExperimentTheory
    where TExperiment : IExperiment, new()
{
    /// <inheritdoc/>
    public static new IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) =>
        [.. Experiment.Plan(loaded).Select(spec => NameOf(spec, loaded.Profile)), .. ExperimentTheory<TExperiment>.Snapshots(loaded)];

    /// <summary>One run equals its accepted snapshot, bit for bit.</summary>
    [Theory]
    [MemberData(nameof(RunRows))]
    public async Task Run(string id)
    {
        MeasuredRun run = await Measured(id, _ => []);

        HarnessSession.Compare(Experiment.Section.Name, [(NameOf(run.Run.Spec, HarnessSession.Loaded.Profile), RunRecord.Of(run.Run))]);
    }

    private static SnapshotName NameOf(RunSpec spec, string profile) => ItemSnapshots.OfRun(Experiment, spec, profile);
}
