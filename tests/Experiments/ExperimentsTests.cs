using System.Reflection;
using RnnMemory.Basics;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Increment;
using RnnMemory.Experiments.Theories;
using RnnMemory.Fingerprints;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>Tests of all experiments together.</summary>
public sealed class ExperimentsTests
{
    private static readonly string Expected = Path.Combine(RepositoryRoot.Find(), "expected");

    private static readonly IReadOnlyList<SnapshotName> Snapshots =
        [.. SettingsLoader.Profiles.SelectMany(profile => Theories.SelectMany(theory => SnapshotsOf(theory, profile))).Distinct()];

    private static IEnumerable<Type> Theories =>
        typeof(ExperimentCatalog).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IExperimentTheory)));

    [Fact]
    public void Names_are_unique_and_every_experiment_describes_itself_in_one_line()
    {
        Assert.NotEmpty(ExperimentCatalog.Experiments);
        Assert.Distinct(ExperimentCatalog.Experiments.Select(experiment => experiment.Name), StringComparer.OrdinalIgnoreCase);
        Assert.All(ExperimentCatalog.Experiments, experiment => Assert.Matches(@"^[^\n]{10,}$", experiment.Description));
    }

    [Fact]
    public void Every_experiment_has_a_theory_that_names_its_snapshots_and_so_have_the_verdicts() =>
        Assert.Equal(
            ExperimentCatalog.Experiments.Select(experiment => experiment.Name).Concat(["Claims", "PublishedNumbers"]).Order(),
            Snapshots.Select(name => name.Stem.Split('/')[0]).Distinct().Order());

    [Fact]
    public void Items_have_names_of_their_own_and_say_in_a_line_what_they_show()
    {
        foreach (IExperiment experiment in ExperimentCatalog.Experiments)
        {
            IReadOnlyList<Item> items = experiment.Items(Planned.Paper);
            Assert.NotEmpty(items);
            Assert.Distinct(items.Select(item => item.Name), StringComparer.OrdinalIgnoreCase);
            Assert.All(items, item => Assert.Matches(@"^[^\n]{10,}$", item.Description));
            Assert.All(items, item => Assert.NotEmpty(ExperimentRuns.Of(experiment, item, Planned.Paper)));
        }
    }

    [Fact]
    public void No_two_snapshots_of_a_profile_share_a_name()
    {
        foreach (string profile in SettingsLoader.Profiles)
        {
            Assert.Distinct(Theories.SelectMany(theory => SnapshotsOf(theory, profile)).Select(name => name.VerifiedFile), StringComparer.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Every_accepted_snapshot_belongs_to_an_experiment_or_is_the_fingerprint() =>
        Assert.Empty(SnapshotFolder.Orphans(Expected, [.. Snapshots, ExpectedFingerprint.Name]).Select(name => name.VerifiedFile));

    [Fact]
    public void Every_accepted_snapshot_is_what_changes_md_recorded_last()
    {
        IReadOnlyDictionary<string, (string Hash, SnapshotOrigin? Origin)> recorded = new SnapshotChanges(Expected).Last();

        Assert.All(SnapshotName.AcceptedIn(Expected), name => Assert.Equal(
            SnapshotChanges.Hash(File.ReadAllText(Path.Combine(Expected, name.VerifiedFile))),
            recorded.GetValueOrDefault(name.VerifiedFile).Hash));
    }

    [Fact]
    public void Every_recorded_run_has_the_id_of_its_settings_and_is_what_changes_md_recorded_last()
    {
        RecordedRuns recorded = new(RecordedRuns.Folder);
        IReadOnlyDictionary<string, (string Hash, SnapshotOrigin? Origin)> changes = new SnapshotChanges(Expected).Last();

        RunStore store = new(RecordedRuns.Folder);
        Assert.All(recorded.Ids(), id => Assert.Equal(id, store.FinishedSpec(id)?.Id));
        Assert.All(recorded.Ids(), id => Assert.Equal(SnapshotChanges.HashOfRun(recorded.FinalStateHash(id)), changes.GetValueOrDefault($"runs/{id}").Hash));
    }

    [Fact]
    public void A_test_needs_the_runs_that_share_its_traits()
    {
        IncrementExperiment experiment = new();
        RunRow[] rows = [.. experiment.Plan(Planned.Paper).Select(experiment.Row)];

        Assert.Equal(1, Needed(("Experiment", "Increment"), ("Size", "2x32"), ("Cell", "gru"), ("Order", "simple")));
        Assert.Equal(6, Needed(("Experiment", "Increment"), ("Size", "2x32"), ("Figure", "5")));
        Assert.Equal(18, Needed(("Experiment", "Increment"), ("Table", "Increment")));

        int Needed(params (string Name, string Value)[] traits)
        {
            Dictionary<string, IReadOnlyCollection<string>> ofTest = traits.ToDictionary(t => t.Name, t => (IReadOnlyCollection<string>)[t.Value]);
            return rows.Count(row => row.IsNeededBy(ofTest));
        }
    }

    private static IEnumerable<SnapshotName> SnapshotsOf(Type theory, string profile)
    {
        MethodInfo ask = typeof(ExperimentsTests).GetMethod(nameof(Ask), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(theory);
        return (IReadOnlyList<SnapshotName>)ask.Invoke(null, [Planned.With(profile)])!;
    }

    private static IReadOnlyList<SnapshotName> Ask<T>(LoadedSettings loaded)
        where T : IExperimentTheory => T.Snapshots(loaded);
}
