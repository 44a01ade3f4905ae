using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Paper.Observed;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Verdicts;

/// <summary>Reads every recorded run of expected/runs, whatever its seed and settings: all that verdicts are made of.</summary>
public static class RecordedObservations
{
    /// <summary>Reads the repository's record. Nothing is trained or measured, and no data set is read.</summary>
    /// <param name="experiments">The experiments whose plans are the paper's.</param>
    /// <exception cref="UserError">A recorded run is damaged: the message names each file and what is wrong with it.</exception>
    public static RunObservations Read(IReadOnlyList<IExperiment> experiments)
    {
        string paper = Path.Combine(RepositoryRoot.Find(), "experiments", "settings", "paper.json");
        using JsonDocument settings = JsonDocument.Parse(File.ReadAllText(paper));
        // The plan takes a while to make and is needed last.
        Task<IReadOnlyList<RunSpec>> plan = Task.Run(() => Plan(experiments));
        IReadOnlyList<MeasuredRun> runs = Recorded(RecordedRuns.Folder);
        return RunObservations.Of(runs, plan.GetAwaiter().GetResult()) with { Settings = settings.RootElement.Clone() };
    }

    /// <summary>Reads a folder of recorded runs.</summary>
    /// <param name="folder">E.g. expected/runs.</param>
    /// <param name="plan">The paper's runs.</param>
    /// <exception cref="UserError">A recorded run is damaged: the message names each file and what is wrong with it.</exception>
    public static RunObservations Read(string folder, IReadOnlyList<RunSpec> plan) => RunObservations.Of(Recorded(folder), plan);

    private static IReadOnlyList<MeasuredRun> Recorded(string folder)
    {
        List<string> damage = [];
        MeasuredRun?[] runs = [.. new RunStore(folder, Say).FinishedIds().AsParallel().AsOrdered().Select(id => Find(folder, id, Say))];
        return damage.Count == 0
            ? [.. runs.Select(run => run!)]
            : throw new UserError($"The record in '{folder}' is damaged, so there is no verdict. {string.Join(" ", damage.Order(StringComparer.Ordinal))}");

        void Say(string line)
        {
            lock (damage)
            {
                damage.Add(line);
            }
        }
    }

    /// <summary>The runs that the paper's settings give.</summary>
    public static IReadOnlyList<RunSpec> Plan(IReadOnlyList<IExperiment> experiments)
    {
        LoadedSettings paper = SettingsLoader.Load(SettingsSources.OfThePaper(
            EngineCatalog.Known.Names, [.. experiments.Select(experiment => experiment.Section).DistinctBy(section => section.Name)]));
        return
        [
            // The embedded digits are no data of the paper.
            .. experiments.Where(experiment => experiment.Section.Name != ImageSections.Digits)
                .SelectMany(experiment => experiment.Plan(paper))
                .DistinctBy(spec => spec.Id),
        ];
    }

    // Null if it was told what is wrong.
    private static MeasuredRun? Find(string folder, string id, Action<string> say)
    {
        bool isTold = false;
        RunStore store = new(folder, line =>
        {
            isTold = true;
            say(line);
        });
        try
        {
            RunSpec spec = store.FinishedSpec(id)!;
            if (spec.Id == id)
            {
                RunIdentity identity = RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine]);
                MeasuredRun? run = store.FindWithStored(identity, RunObservations.MeasuresOf(spec));

                // The store gives no notice of a run of another identity, which it leaves alone.
                return run is not null || isTold ? run : throw store.WhyNotFound(identity);
            }

            say($"Run '{id}': its spec.json is that of run '{spec.Id}'. Remove the folder, or give it its own name.");
        }
        catch (UserError damage)
        {
            // Runs are read side by side, and one message names all that are damaged.
            say(damage.Message);
        }

        return null;
    }
}
