using System.Collections.Concurrent;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RnnMemory.Cli.Progress;

/// <summary>A bar for each run in progress and one for all runs, redrawn in place.</summary>
internal sealed class TerminalDisplay(RunBoard board) : IDisplay
{
    private const string LeftKey = "left";

    private readonly ConcurrentQueue<string> notes = new();

    public void Note(string line) => notes.Enqueue(line);

    public void ShowUntil(Task work)
    {
        AnsiConsole.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 },
                new PercentageColumn(), new LeftColumn())
            .Start(context =>
            {
                ProgressTask all = context.AddTask("all runs", maxValue: 1);
                Dictionary<string, ProgressTask> rows = [];
                do
                {
                    Flush();
                    Draw(context, all, rows, board.View());
                }
                while (Task.WaitAny([work], TimeSpan.FromMilliseconds(200)) < 0);
            });
        Flush();
    }

    private void Draw(ProgressContext context, ProgressTask all, Dictionary<string, ProgressTask> rows, BoardView view)
    {
        foreach (RunningRow row in view.Running)
        {
            if (!rows.TryGetValue(row.Progress.RunId, out ProgressTask? task))
            {
                rows[row.Progress.RunId] = task = context.AddTaskBefore(row.Progress.RunId, all, maxValue: 1);
            }

            task.Description = Markup.Escape($"{board.Names.Short(row.Progress.RunId).PadRight(board.Names.Width)}  {RunText.Of(row.Progress)}");
            Set(task, row.Fraction, row.Left);
        }

        foreach (string id in rows.Keys.Except(view.Running.Select(row => row.Progress.RunId)).ToArray())
        {
            rows[id].Value = 1;
            rows.Remove(id);
        }

        all.Description = $"{view.Over} of {view.Total} runs done";
        Set(all, view.Fraction, view.Left);
    }

    // A bar at its maximum would be hidden, but only runs that have ended may be.
    private static void Set(ProgressTask task, double fraction, TimeSpan? left)
    {
        task.Value = Math.Min(fraction, 0.999);
        task.State.Update<double>(LeftKey, _ => left?.TotalSeconds ?? double.NaN);
    }

    private void Flush()
    {
        while (notes.TryDequeue(out string? note))
        {
            AnsiConsole.WriteLine(note);
        }
    }

    private sealed class LeftColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            double seconds = task.State.Get<double>(LeftKey);
            return new Text(RunText.Left(double.IsNaN(seconds) ? null : TimeSpan.FromSeconds(seconds)));
        }
    }
}
