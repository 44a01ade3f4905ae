using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory record`: copies finished runs of full size into expected/runs, where every clone can read them.</summary>
internal static class RecordCommand
{
    public static Command Create()
    {
        SettingsOptions settings = new();
        Option<string> reason = new("--reason") { Description = "Why the runs are right; goes into expected/CHANGES.md.", HelpName = "text" };
        Command command = new("record", "Copy the finished runs of experiments into expected/runs, where every clone can read them instead of training.");
        settings.AddTo(command);
        Option<bool> force = new("--force-environment") { Description = "Replace recorded runs although another arithmetic made them." };
        command.Add(reason);
        command.Add(force);
        command.SetAction(parsed => Record(settings.Read(parsed), parsed.GetValue(reason) ?? "", parsed.GetValue(force)));
        return command;
    }

    private static void Record(Request request, string reason, bool force)
    {
        RunSpec[] specs = [.. request.Plan().SelectMany(entry => entry.Runs).DistinctBy(spec => spec.Id)];
        RunStore store = new(request.Runs);
        FinishedRun[] finished = [.. specs.Select(spec => Finished(spec, store)).OfType<FinishedRun>()];
        if (finished.Length == 0)
        {
            throw new UserError($"None of {specs.Length} runs is finished in '{request.Runs}'. Train them first: rnn-memory run, with the same experiments and settings.");
        }

        string root = RepositoryRoot.Find();
        EngineEntry engine = EngineCatalog.Known[request.Loaded.Settings.Engine];
        RunRecording recording = new(Path.Combine(root, "expected"), HarnessEnvironment.Current(), WorkingCommit.Of(root), TimeProvider.System);
        IReadOnlyList<RecordedChange> changes = recording.Record(reason, finished, SnapshotOrigin.Of(engine.Numerics, engine.Name), force);
        foreach (RecordedChange change in changes)
        {
            Console.WriteLine($"{change.Run}: {change.Old} -> {change.New}");
        }

        Console.WriteLine($"{changes.Count} recorded, {finished.Length - changes.Count} recorded before, {specs.Length - finished.Length} of {specs.Length} not finished.");
    }

    // Checked to its last byte: what goes into the repository is read by everyone.
    private static FinishedRun? Finished(RunSpec spec, RunStore store)
    {
        ITask task = spec.Task.Open(spec.Seed);
        EngineEntry engine = EngineCatalog.Known[spec.Engine];
        FinishedRun? run = store.Find(RunIdentity.Of(spec, engine, task));
        if (run is { Divergence: null })
        {
            TrainedParameters.OfLast(run, engine, task);
        }

        if (run is { Epochs.Count: > 0 } && task.SelectionMetric is not null)
        {
            TrainedParameters.OfBest(run, engine, task);
        }

        return run;
    }
}
