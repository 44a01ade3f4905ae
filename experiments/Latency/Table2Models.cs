using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Reports;

namespace RnnMemory.Experiments.Latency;

/// <summary>
/// Latency of each model, which the paper does not print. The paper has no latency at all of models that read a pixel a step (assumption
/// D6).
/// </summary>
[Shown(place: 20)]
internal static class Table2Models
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Table2Models";

    private const string Format = "F4";

    private static readonly IReadOnlyList<Column<MeasuredLatency>> Columns =
    [
        new("model", latency => latency.Run.Name),
        new("steps", latency => latency.Run.Steps, "N0"),
        new("test images", latency => latency.Images, "N0"),
        .. Of("last", latency => latency.Last, "last: weights after the last epoch; best: after the one with the best vacc."),
        .. Of("best", latency => latency.Best, "all, right: mean latency over all test images, and over those that are named right at the last step."),
        new("last ink", latency => latency.LastInk, Format, "last ink: the mean step of the last line or pixel that is not blank."),
        new("last: all - ink", latency => latency.Last?.Mean - latency.LastInk, Format),
    ];

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings images) =>
        [new(Name, ItemKind.Table, "latency model by model", input => Of(input, images)) { Measures = spec => MeasuredLatency.Needs(spec, images) }];

    /// <summary>The table of the available runs.</summary>
    /// <param name="input">The runs.</param>
    /// <param name="images">The section of the plan.</param>
    public static Table Of(ItemInput input, ImageSettings images)
    {
        IReadOnlyList<MeasuredLatency> measured = MeasuredLatency.Of(input, images);
        ImageRun[] runs = [.. measured.Select(latency => latency.Run)];
        return Table.OfSeeds(
            Name,
            ImageNotes.Title("Latency of each model, in steps (not in the paper)", runs),
            measured,
            latency => latency.Run.Row,
            latency => latency.Run.Seed,
            Columns,
            [.. ImageNotes.Scope(runs, input.Plan), .. ImageNotes.Mishaps(runs)]);
    }

    private static IReadOnlyList<Column<MeasuredLatency>> Of(
        string weights, Func<MeasuredLatency, Measures.Latency?> kept, string legend) =>
    [
        new($"{weights}: all", latency => kept(latency)?.Mean, Format, legend),
        new($"{weights}: right", latency => kept(latency)?.MeanOfCorrect, Format),
        new("right images", latency => kept(latency)?.Correct, "N0"),
    ];
}
