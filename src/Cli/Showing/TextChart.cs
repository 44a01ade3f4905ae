using System.Globalization;

namespace RnnMemory.Cli.Showing;

/// <summary>Points of a learning curve.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Points">Position, such as the epoch, and value; a value that is no number is left out.</param>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A chart of one or two series, drawn in characters: 80 columns wide.</summary>
internal static class TextChart
{
    private const int Width = 80;
    private const int Height = 12;

    // Every third row has its value beside it; so have the highest and the lowest.
    private const int LabelEvery = 3;

    /// <summary>The chart's lines: the legend, the curves, the axis.</summary>
    /// <param name="first">Drawn over the second.</param>
    /// <param name="second">Null if there is only one series.</param>
    /// <param name="unit">What the positions count, e.g. "epoch".</param>
    /// <param name="glyphs">The characters.</param>
    public static IEnumerable<string> Of(Series first, Series? second, string unit, Glyphs glyphs)
    {
        (Series Series, char Mark)[] drawn =
            second is null ? [(first, glyphs.First)] : [(second, glyphs.Second), (first, glyphs.First)];
        (double X, double Y)[] all = [.. drawn.SelectMany(one => one.Series.Points).Where(point => double.IsFinite(point.Y))];
        if (all.Length == 0)
        {
            return [$"No value of {first.Name} is a number."];
        }

        (double low, double high) = (all.Min(point => point.Y), all.Max(point => point.Y));
        (double left, double right) = (all.Min(point => point.X), all.Max(point => point.X));
        string[] labels = [.. Enumerable.Range(0, Height - 1).Select(row => Label(high - ((high - low) * row / (Height - 1)))), Label(low)];
        int margin = labels.Max(label => label.Length) + 1;
        int columns = Width - margin - 1;
        char[][] cells = [.. Enumerable.Range(0, Height).Select(_ => new string(' ', columns).ToCharArray())];
        foreach ((Series series, char mark) in drawn)
        {
            foreach ((double x, double y) in series.Points.Where(point => double.IsFinite(point.Y)))
            {
                int row = Place(high - y, high - low, Height);
                cells[row][Place(x - left, right - left, columns)] = mark;
            }
        }

        string begin = string.Create(CultureInfo.InvariantCulture, $"{unit} {left:0}");
        string end = right.ToString("0", CultureInfo.InvariantCulture);
        return
        [
            string.Join("   ", drawn.Reverse().Select(one => $"{one.Mark} {one.Series.Name}")),
            .. cells.Select((row, at) =>
                $"{(at % LabelEvery == 0 || at == Height - 1 ? labels[at] : "").PadLeft(margin - 1)} {glyphs.Side}{new string(row)}".TrimEnd()),
            $"{new string(' ', margin)}{glyphs.Corner}{new string(glyphs.Base, columns)}",
            $"{new string(' ', margin + 1)}{begin}{end.PadLeft(Math.Max(end.Length + 1, columns - begin.Length))}",
        ];
    }

    private static int Place(double distance, double range, int cells) =>
        range > 0 ? (int)Math.Round(distance / range * (cells - 1)) : (cells - 1) / 2;

    private static string Label(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
