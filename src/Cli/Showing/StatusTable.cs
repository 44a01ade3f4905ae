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

    /// <summary>The table as text.</summary>
    /// <param name="task">What the runs are trained on: the first part of their ids.</param>
    /// <param name="states">The runs, at least one.</param>
    public static string Of(string task, IReadOnlyList<RunState> states)
    {
        RunNames names = new([.. states.Select(state => state.Run)]);
        bool isInSlurm = states.Any(state => state.Task is not null);
        string[] slurm = isInSlurm ? ["Slurm"] : [];
        string[] headings = ["State", "Epochs", "Updates", "acc", .. slurm];
        string[][] cells = [.. states.Select(state => Cells(state, isInSlurm))];
        int others = headings.Select((heading, c) => Between + cells.Select(row => row[c].Length).Append(heading.Length).Max()).Sum();
        int room = Math.Max(ShortestName, Width - others);
        string[] nothing = [.. headings.Select(_ => "")];
        IEnumerable<IReadOnlyList<string>> lines =
            from row in states.Zip(cells, (state, texts) => (state.Run, Texts: texts))
            from part in Parts(names.Short(row.Run), room).Index()
            select (IReadOnlyList<string>)[part.Item, .. part.Index == 0 ? row.Texts : nothing];
        string title = states.Count == 1 ? task : $"{names.Head}...{names.Tail}";
        return TableFormat.Text(Table.OfTexts(
            task,
            string.Create(CultureInfo.InvariantCulture, $"{title}: {states.Count} run{(states.Count == 1 ? "" : "s")}"),
            ["Run", .. headings],
            lines,
            [.. states.Where(state => state.Owner is not null).Select(state => $"{names.Short(state.Run)} is trained by {state.Owner}.")]));
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

    // What stands behind the name.
    private static string[] Cells(RunState state, bool isInSlurm)
    {
        string accuracy = state.Accuracy?.ToString("F4", CultureInfo.InvariantCulture) ?? "";
        string[] task = isInSlurm ? [state.Task is { } known ? ArrayText.Of(known) : ""] : [];
        return [state.State, state.Epochs, state.Updates, accuracy, .. task];
    }
}
