using System.CommandLine;
using RnnMemory.Cli.Progress;
using RnnMemory.Cli.Requests;
using RnnMemory.Reports;
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

    private static void Print(Request request)
    {
        RunStore store = request.OpenStore(_ => { });
        IEnumerable<RunSpec> specs = request.Plan().SelectMany(entry => entry.Runs).DistinctBy(spec => spec.Id);
        RunState[] states = [.. specs.Select(spec => RunState.Of(spec, store))];
        IEnumerable<string> totals = states.GroupBy(state => state.Kind).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {RunState.Name(group.Key)}");
        Console.Write(TableFormat.Text(new Table(
            "Status",
            $"Runs in {store.Root}",
            ["Run", "State", "Epochs", "Updates", "Training accuracy"],
            [.. states.Select(state => state.Cells)],
            [$"{states.Length} run{(states.Length == 1 ? "" : "s")}: {string.Join(", ", totals)}."])));
    }
}
