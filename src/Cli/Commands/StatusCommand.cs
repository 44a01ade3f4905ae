using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Cli.Cluster;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Progress;
using RnnMemory.Cli.Requests;
using RnnMemory.Cli.Showing;
using RnnMemory.Cluster;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory status`: the progress of each planned run. Changes nothing.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        SettingsOptions settings = new();
        Command command = new("status", "Show for each planned run whether it is done, partly done, being trained elsewhere or not started.");
        settings.AddTo(command);
        command.SetAction(parsed => Print(settings.Read(parsed, noneMeansAll: true)));
        return command;
    }

    private static int Print(Request request)
    {
        RunStore store = request.OpenStore(_ => { });
        RunSpec[] specs = PlannedExperiment.RunsOf(request.Plan());
        ArrayState array = ArrayReader.Read(request.Artifacts, ThisProgram.Errors.Print);

        // Side by side: of many runs, and on a shared folder, reading takes most of the time. ToArray, because the threads of a query that
        // is enumerated wait for one another as soon as some thousand results are ahead of the first one that is missing.
        (RunState State, string? Complaint)[] read = specs.AsParallel().AsOrdered().Select(spec => Of(spec, store)).ToArray();
        string[] complaints = [.. read.Select(one => one.Complaint).OfType<string>()];
        RunState[] states = [.. read.Select(one => one.State with { Task = array.Of(one.State.Run) })];
        IEnumerable<string> totals = states.GroupBy(state => (state.Kind, state.IsRecorded)).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {RunState.Name(group.Key.Kind, group.Key.IsRecorded)}");
        string[] all = [store.Root, RecordedRuns.Folder, UnfinishedRuns.Folder];
        string[] folders = [.. all.Where(Directory.Exists).Select(CurrentFolder.Shorten)];
        Console.WriteLine(folders.Length > 0 ? $"Runs in {string.Join(" and ", folders)}" : "No run is stored yet");
        foreach (IGrouping<string, RunState> task in states.GroupBy(state => state.Run.Split('/')[0]))
        {
            Console.WriteLine();
            Console.Write(StatusTable.Of(task.Key, [.. task]));
        }

        Console.WriteLine();
        Console.WriteLine($"acc: training accuracy in the last epoch; {RunState.Recorded}: done, in expected/runs.");
        Console.WriteLine($"{states.Length} run{(states.Length == 1 ? "" : "s")}: {string.Join(", ", totals)}.");
        foreach (string line in ArrayText.Lines(array))
        {
            Console.WriteLine(line);
        }

        Array.ForEach(complaints, ThisProgram.Errors.Print);
        return complaints.Length == 0 ? ExitCodes.Fine : ExitCodes.BadInput;
    }

    // A run that cannot be read must not hide the others.
    private static (RunState State, string? Complaint) Of(RunSpec spec, RunStore store)
    {
        try
        {
            return (RunState.Of(spec, store), null);
        }
        catch (UserError error)
        {
            return (RunState.Unknown(spec, RunStateKind.Unreadable), error.Message);
        }
    }
}
