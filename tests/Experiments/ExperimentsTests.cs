using System.Reflection;
using RnnMemory.Basics;
using RnnMemory.Checks.Fingerprints;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>What holds for all experiments together.</summary>
public sealed class ExperimentsTests
{
    private static readonly string Expected = Path.Combine(RepositoryRoot.Find(), "expected");

    private static readonly IReadOnlyList<SnapshotName> Snapshots =
        [.. SettingsLoader.Profiles.SelectMany(profile => Theories.SelectMany(theory => SnapshotsOf(theory, profile))).Distinct()];

    private static IEnumerable<Type> Theories =>
        typeof(ExperimentCatalog).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IRunTheory)));

    [Fact]
    public void Names_are_unique_and_every_experiment_describes_itself_in_one_line()
    {
        Assert.NotEmpty(ExperimentCatalog.All);
        Assert.Distinct(ExperimentCatalog.All.Select(experiment => experiment.Name), StringComparer.OrdinalIgnoreCase);
        Assert.All(ExperimentCatalog.All, experiment => Assert.Matches(@"^[^\n]{10,}$", experiment.Description));
    }

    [Fact]
    public void Every_experiment_has_a_theory_that_names_its_snapshots() =>
        Assert.Equal(
            ExperimentCatalog.All.Select(experiment => experiment.Name).Order(),
            Snapshots.Select(name => name.Stem.Split('.')[0]).Distinct().Order());

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
    public void Every_recorded_run_is_one_of_the_papers_and_what_changes_md_recorded_last()
    {
        RecordedRuns recorded = new(RecordedRuns.Folder);
        IReadOnlyDictionary<string, (string Hash, SnapshotOrigin? Origin)> changes = new SnapshotChanges(Expected).Last();

        Assert.Empty(recorded.Ids().Except(ExperimentCatalog.All.SelectMany(experiment => experiment.Plan(PaperSettings.Value)).Select(spec => spec.Id)));
        Assert.All(recorded.Ids(), id => Assert.Equal(SnapshotChanges.HashOfRun(recorded.FinalStateHash(id)), changes.GetValueOrDefault($"runs/{id}").Hash));
    }

    [Fact]
    public void A_test_needs_the_runs_that_share_its_traits()
    {
        IReadOnlyList<TraitedRun> runs = IncrementTheory.Traited(PaperSettings.Value);

        Assert.Equal(1, Needed(("Experiment", "Increment"), ("Size", "2x32"), ("Cell", "gru"), ("Order", "simple")));
        Assert.Equal(6, Needed(("Experiment", "Increment"), ("Size", "2x32"), ("Figure", "5")));
        Assert.Equal(18, Needed(("Experiment", "Increment"), ("Table", "Increment")));

        int Needed(params (string Name, string Value)[] traits)
        {
            Dictionary<string, IReadOnlyCollection<string>> ofTest = traits.ToDictionary(t => t.Name, t => (IReadOnlyCollection<string>)[t.Value]);
            return runs.Count(run => run.IsNeededBy(ofTest));
        }
    }

    private static IEnumerable<SnapshotName> SnapshotsOf(Type theory, string profile)
    {
        SettingsSources sources = new() { Folder = Path.Combine(RepositoryRoot.Find(), "experiments", "settings"), Profile = profile, Engines = EngineCatalog.Known.Names };
        MethodInfo ask = typeof(ExperimentsTests).GetMethod(nameof(Ask), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(theory);
        return (IReadOnlyList<SnapshotName>)ask.Invoke(null, [SettingsLoader.Load(sources)])!;
    }

    private static IReadOnlyList<SnapshotName> Ask<T>(LoadedSettings loaded)
        where T : IRunTheory => T.Snapshots(loaded);
}
