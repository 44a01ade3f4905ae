using System.Globalization;
using RnnMemory.Cli.Progress;
using RnnMemory.Reports;

namespace RnnMemory.Cli.Showing;

/// <summary>A table of runs of one task, 80 columns wide however long their ids are: a long name goes on in the next line.</summary>
internal static class StatusTable
{
    private const int Width = 80;
    private const int Between = 2;
    private const int ShortestName = 10;

    // A name may be cut after these characters.
    private static readonly char[] Separators = ['/', '@', '+', ','];

    private static readonly Column<Line>[] Columns =
    [
        new("Run", line => line.Name),
        new("State", line => line.State?.State),
        new("Epochs", line => line.State?.Epochs),
        new("Updates", line => line.State?.Updates),
        new("acc", line => line.State?.Accuracy, "F4"),
    ];

    private static readonly Column<Line> Task = new("Slurm", line => line.State?.Task is { } task ? ArrayText.Of(task) : null);

    /// <summary>The table as text.</summary>
    /// <param name="task">What the runs are trained on: the first part of their ids.</param>
    /// <param name="states">The runs, at least one.</param>
    public static string Of(string task, IReadOnlyList<RunState> states)
    {
        RunNames names = new([.. states.Select(state => state.Run)]);
        int room = Math.Max(ShortestName, Width - Others(states));
        IEnumerable<Line> lines =
            from state in states
            from part in Parts(names.Short(state.Run), room).Index()
            select new Line(part.Item, part.Index == 0 ? state : null);
        string title = states.Count == 1 ? task : $"{names.Head}...{names.Tail}";
        return TableFormat.Text(Table.Of(
            task,
            string.Create(CultureInfo.InvariantCulture, $"{title}: {states.Count} run{(states.Count == 1 ? "" : "s")}"),
            lines,
            ColumnsOf(states),
            states.Where(state => state.Owner is not null).Select(state => $"{names.Short(state.Run)} is trained by {state.Owner}.")));
    }

    /// <summary>A name in parts that fit, cut after separators where there are any.</summary>
    internal static IEnumerable<string> Parts(string name, int room)
    {
        while (name.Length > room)
        {
            int cut = name.LastIndexOfAny(Separators, room - 1) + 1;
            cut = cut == 0 ? room : cut;
            yield return name[..cut];
            name = name[cut..];
        }

        yield return name;
    }

    // The width of all columns but the first, with the spaces before them.
    private static int Others(IReadOnlyList<RunState> states)
    {
        Column<Line>[] columns = ColumnsOf(states);
        Table table = Table.Of("", "", states.Select(state => new Line("", state)), columns);
        int[] widths = [.. columns.Select(column => column.Heading.Length)];
        for (int row = 0; row < states.Count; row++)
        {
            foreach ((int column, string cell) in table.Text(row).Index())
            {
                widths[column] = Math.Max(widths[column], cell.Length);
            }
        }

        return widths.Skip(1).Sum(width => Between + width);
    }

    private static Column<Line>[] ColumnsOf(IReadOnlyList<RunState> states) =>
        states.Any(state => state.Task is not null) ? [.. Columns, Task] : Columns;

    // A line of the table: a run, or the rest of its name.
    private sealed record Line(string Name, RunState? State);
}
