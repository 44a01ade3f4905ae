using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Requests;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory record`: copies finished full-size runs into expected/runs, where every clone can read them.</summary>
internal static class RecordCommand
{
    public static Command Create()
    {
        SettingsOptions settings = new();
        Option<string> reason = new("--reason") { Description = "Why the runs are right; goes into expected/CHANGES.md.", HelpName = "text" };
        Command command = new(
            "record",
            "Copy the finished runs of experiments, and what was measured of them, into expected/runs, where every clone can read them "
            + "instead of training.");
        settings.AddTo(command);
        Option<bool> force = new("--force-environment") { Description = "Replace recorded runs although another arithmetic made them." };
        Option<bool> unfinished = new("--unfinished")
        {
            Description = "Copy runs under way, not finished ones, into expected/unfinished; `run` goes on with them in every clone.",
        };
        command.Add(reason);
        command.Add(force);
        command.Add(unfinished);
        command.SetAction(parsed =>
        {
            Request request = settings.Read(parsed);
            if (!parsed.GetValue(unfinished))
            {
                Record(request, parsed.GetValue(reason) ?? "", parsed.GetValue(force));
                return ExitCodes.Fine;
            }

            return parsed.GetValue(reason) is null && !parsed.GetValue(force)
                ? RecordUnfinished(request)
                : throw new UserError("--unfinished changes no result: leave out --reason and --force-environment.");
        });
        return command;
    }

    private static int RecordUnfinished(Request request)
    {
        RepositoryRoot.FindClone("record");
        RunSpec[] specs = PlannedExperiment.RunsOf(request.Plan());
        RunStore store = request.OpenStore(Console.Error.WriteLine);
        UnfinishedRuns kept = new(UnfinishedRuns.Folder);
        int copied = 0, failed = 0;
        foreach (RunSpec spec in specs)
        {
            try
            {
                if (store.Look(spec.Id) is not { Outcome: null, Epochs: > 0 })
                {
                    continue;
                }

                RunIdentity identity = RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine]);
                int updates = spec.Task.UpdatesOfEpoch(spec.BatchSize) ?? spec.Task.Open(spec.Seed).UpdatesPerEpoch(spec.BatchSize);
                if (kept.Add(store, identity, updates) is { } reached)
                {
                    copied++;
                    Console.WriteLine($"{spec.Id}: {reached.Epoch} of {spec.Epochs} epochs");
                }
            }
            catch (UserError error)
            {
                // The machine may soon be gone: one run that cannot be copied must not hold back the others.
                failed++;
                ThisProgram.Errors.Print(error.Message);
            }
        }

        int inRepository = kept.Ids().Intersect(specs.Select(spec => spec.Id)).Count();
        Console.WriteLine($"{copied} copied; {inRepository} of {specs.Length} runs are under way in {CurrentFolder.Shorten(UnfinishedRuns.Folder)}.");
        return failed == 0 ? ExitCodes.Fine : ExitCodes.RunFailed;
    }

    private static void Record(Request request, string reason, bool force)
    {
        RunSpec[] specs = PlannedExperiment.RunsOf(request.Plan());
        RunStore store = request.OpenStore(Console.Error.WriteLine);
        (FinishedRun Run, string DataHash)[] finished =
            [.. specs.Select(spec => Finished(spec, store)).OfType<(FinishedRun, string)>()];
        if (finished.Length == 0)
        {
            throw new UserError($"None of {specs.Length} runs is finished in '{request.Runs}'. Train them first: {Launcher.Here("run")}, with the same experiments and settings.");
        }

        string root = RepositoryRoot.FindClone("record");
        EngineEntry engine = EngineCatalog.Known[request.Loaded.Settings.Engine];
        // Other seeds and what-ifs are many, and their last and best networks are what verdicts need.
        LoadedSettings paper = SettingsLoader.Load(SettingsSources.OfThePaper(EngineCatalog.Known.Names, ExperimentCatalog.Sections));
        HashSet<string> byDefault =
            [.. ExperimentCatalog.Experiments.SelectMany(experiment => experiment.Plan(paper)).Select(spec => spec.Id)];
        RunRecording recording = new(Path.Combine(root, "expected"), HarnessEnvironment.Current(), WorkingCommit.Of(root), TimeProvider.System)
        {
            IsSmall = spec => !byDefault.Contains(spec.Id),
            Store = store,
        };
        IReadOnlyList<RecordedChange> changes = recording.Record(
            reason, [.. finished.Select(found => found.Run)], SnapshotOrigin.Of(engine.Numerics, engine.Name), force);
        foreach (RecordedChange change in changes)
        {
            Console.WriteLine(change.Repaired is { } difference
                ? $"{change.Run}: repaired; the record was not that of the run: {difference}"
                : $"{change.Run}: {change.Old} -> {change.New}");
        }

        UnfinishedRuns unfinished = new(UnfinishedRuns.Folder);
        Array.ForEach(finished, found => unfinished.Remove(found.Run.Spec.Id));

        // New measures of runs that were recorded earlier are added too.
        RecordedRuns recorded = new(RecordedRuns.Folder);
        foreach ((FinishedRun run, string dataHash) in finished)
        {
            int added = recorded.AddMeasures(store, run, dataHash);
            if (added > 0)
            {
                Console.WriteLine($"{run.Spec.Id}: {added} measured value{(added == 1 ? "" : "s")} added");
            }
        }

        Console.WriteLine($"{changes.Count} recorded, {finished.Length - changes.Count} recorded before, {specs.Length - finished.Length} of {specs.Length} not finished.");
    }

    // Every byte is checked, since everyone reads what goes into the repository.
    private static (FinishedRun Run, string DataHash)? Finished(RunSpec spec, RunStore store)
    {
        RunIdentity identity = RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine]);
        if (store.Find(identity) is not { } run)
        {
            return null;
        }

        foreach (KeptEpoch epoch in Enum.GetValues<KeptEpoch>().Where(epoch => run.Kept(epoch) is not null))
        {
            TrainedParameters.Of(run, epoch, identity);
        }

        return (run, identity.DataHash);
    }
}
