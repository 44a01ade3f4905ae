using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Verdicts;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports;
using RnnMemory.Reports.Page;
using RnnMemory.Reports.Page.Interactive;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Page;

/// <summary>
/// Reads what the page shows from the repository's record: verdicts, and every table and figure whose measures are stored. Nothing is
/// trained or measured, and no data set is read.
/// </summary>
public static class RecordedPage
{
    /// <summary>The parts of the page that respond to the reader.</summary>
    /// <exception cref="UserError">What they carry is missing or was changed.</exception>
    public static IReadOnlyList<IInteractiveSection> Sections() => [SeeTheMemorySection.OfRepository(), CheckItHereSection.OfRepository()];

    /// <summary>Reads the record.</summary>
    /// <param name="experiments">The experiments to show.</param>
    /// <exception cref="UserError">A recorded run is damaged: the message names each file and what is wrong with it.</exception>
    public static PageInput Read(IReadOnlyList<IExperiment> experiments) =>
        Read(experiments, AllVerdicts.Of(Ledger.Registered, RecordedObservations.Read(experiments)));

    /// <summary>Reads the record, apart from the verdicts.</summary>
    /// <param name="experiments">The experiments to show.</param>
    /// <param name="verdicts">The verdicts by the record.</param>
    public static PageInput Read(IReadOnlyList<IExperiment> experiments, AllVerdicts verdicts)
    {
        string root = RepositoryRoot.Find();
        RecordedRuns recorded = new(RecordedRuns.Folder);
        string[] runs = [.. verdicts.Observed.All.Select(run => run.Run)];
        RunStore store = new(RecordedRuns.Folder);
        RecordedExhibits exhibits = new(
            store,
            [
                .. verdicts.Observed.All.Where(run => run.Differences.Count == 0)
                    .AsParallel().AsOrdered().Select(run => store.FinishedSpec(run.Run)!),
            ],
            [.. experiments.Select(experiment => experiment.Section).DistinctBy(section => section.Name)]);
        return new PageInput
        {
            Ledger = Ledger.Registered,
            Verdicts = verdicts,
            Reports = [.. experiments.Select(exhibits.Of).OfType<PageReport>()],
            NotShown = exhibits.NotShown,
            FinalStates = runs.AsParallel().AsOrdered().Select(id => (id, Hash: recorded.FinalStateHash(id) ?? "")).ToDictionary(),
            Provenance = new RecordProvenance(
                RecordEntry.Last(Path.Combine(root, "expected")),
                [EngineCatalog.Numerics],
                [.. runs.AsParallel().AsOrdered().Select(id => (id, recorded.TrainedBy(id)))]),
            RuleMarkdown = Text("verdict-rule.md"),
            Table2Markdown = Text("table-2.md"),
        };

        string Text(string document) => File.ReadAllText(Path.Combine(root, "docs", document));
    }
}
