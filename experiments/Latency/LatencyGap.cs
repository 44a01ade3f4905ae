using RnnMemory.Experiments.Images;
using RnnMemory.Paper;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Latency;

/// <summary>The comparison that section 3.2 draws from Table 2: columns against rows (claims LAT-1 and LAT-2).</summary>
internal static class LatencyGap
{
    private static readonly (Representation Rows, Representation Columns)[] Pairs =
    [
        (Representation.Original, Representation.Transposed), (Representation.OriginalPermuted, Representation.TransposedPermuted),
    ];

    /// <summary>The paper's latencies of a representation; empty if the paper has none.</summary>
    public static IReadOnlyList<double> Published(Representation representation) =>
        Paper.Published.Table2.FirstOrDefault(row => row.Representation == representation.Name())?.Values ?? [];

    /// <summary>A line for each pair of models that are both available.</summary>
    /// <param name="measured">The models.</param>
    /// <param name="compared">Whether the line also gives the paper's difference.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<MeasuredLatency> measured, bool compared)
    {
        foreach ((Representation rows, Representation columns) in Pairs)
        {
            if (MeanOf(measured, rows) is { } ofRows && MeanOf(measured, columns) is { } ofColumns)
            {
                string paper = compared ? ImageNotes.Line($"; the means of the paper's values differ by {Published(rows).Average() - Published(columns).Average():F2} steps") : "";
                yield return ImageNotes.Line(
                    $"Networks reading {ImageRow.PaperNameOf(columns)} settle {ofRows.Latency - ofColumns.Latency:F2} steps earlier than those reading {ImageRow.PaperNameOf(rows)} (means after the last epoch, all images){paper}. Their last ink comes {ofRows.LastInk - ofColumns.LastInk:F2} steps earlier.");
            }
        }
    }

    private static (double Latency, double LastInk)? MeanOf(IEnumerable<MeasuredLatency> measured, Representation representation)
    {
        MeasuredLatency[] group =
            [.. measured.Where(latency => latency.Run.Row.Representation == representation && latency.Last is not null)];
        return group.Length == 0 ? null : (group.Average(latency => latency.Last!.Mean), group.Average(latency => latency.LastInk));
    }
}
