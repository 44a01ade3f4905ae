using System.Collections.Concurrent;
using System.Diagnostics;

namespace RnnMemory.Cli.Progress;

/// <summary>Lines for pipes and logs: one for each run that ends, and every ten seconds one for each run in progress.</summary>
internal sealed class PlainDisplay : IDisplay
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly RunBoard board;
    private readonly ConcurrentQueue<string> notes = new();

    public PlainDisplay(RunBoard board) => this.board = board;

    public void Note(string line) => notes.Enqueue(line);

    public void ShowUntil(Task work)
    {
        long last = Stopwatch.GetTimestamp();
        while (Task.WaitAny([work], TimeSpan.FromMilliseconds(200)) < 0)
        {
            Flush();
            if (Stopwatch.GetElapsedTime(last) >= Every)
            {
                last = Stopwatch.GetTimestamp();
                Print(board.View());
            }
        }

        Flush();
    }

    private void Flush()
    {
        while (notes.TryDequeue(out string? note))
        {
            Console.WriteLine(note);
        }
    }

    private void Print(BoardView view)
    {
        foreach (RunningRow row in view.Running)
        {
            string name = board.Names.Short(row.Progress.RunId).PadRight(board.Names.Width);
            Console.WriteLine($"{RunText.Doing(row.Progress),-9} {name}  {RunText.Of(row.Progress)}  {RunText.Left(row.Left)}".TrimEnd());
        }

        Console.WriteLine($"{view.Over} of {view.Total} runs done  {RunText.Left(view.Left)}".TrimEnd());
    }
}
