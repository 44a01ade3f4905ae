using System.Globalization;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Measures;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Damage;

/// <summary>
/// Test accuracy when a share of all pixels is set to zero. This is part of the authors' script, not of the paper, so there is nothing to
/// compare with (assumptions, section E).
/// </summary>
[Shown(place: 10)]
internal static class DamageTable
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Damage";

    private const string NotInPaper =
        "NOT PART OF THE PAPER: the authors' script measures it, the paper does not mention it. One mask for each share, the same for all models.";

    private static readonly IReadOnlyList<Column<Row>> Columns =
    [
        new("model", row => row.Run.Name),
        new("weights", row => row.Weights, Legend: "weights: after the last epoch, as in the script, or after the one with the best vacc."),
        new("test images", row => row.Images, "N0"),
        .. DamageMeasure.Levels.Index().Select(level => new Column<Row>(
            level.Item.ToString(CultureInfo.InvariantCulture), row => row.Accuracies[level.Index], "F4")),
    ];

    /// <summary>The measures that the table needs of a run.</summary>
    public static IReadOnlyList<Measure> Needs(RunSpec spec, ImageSettings images) =>
        [ImageMeasures.Classes, ImageMeasures.LastInk(spec, images), ImageMeasures.Damage(spec, images)];

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings images) =>
        [new(Name, ItemKind.Table, "accuracy of every model at every share of missing pixels", input => Of(input, images)) { Measures = spec => Needs(spec, images) }];

    /// <summary>The table of the available runs.</summary>
    /// <param name="input">The runs.</param>
    /// <param name="images">The section of the plan.</param>
    public static Table Of(ItemInput input, ImageSettings images)
    {
        IReadOnlyList<ImageRun> runs = ImageRun.Of(input);
        return Table.OfSeeds(
            Name,
            ImageNotes.Title("Test accuracy when a share of all pixels is set to zero (not part of the paper)", runs),
            runs.SelectMany(run => Rows(run, images)),
            row => (row.Run.Row, row.Weights),
            row => row.Run.Seed,
            Columns,
            [NotInPaper, .. ImageNotes.Scope(runs, input.Plan), .. ImageNotes.Mishaps(runs)]);
    }

    private static IEnumerable<Row> Rows(ImageRun run, ImageSettings images)
    {
        RunSpec spec = run.Run.Spec;
        int measured = run.Measured.Of(ImageMeasures.LastInk(spec, images)).Images;
        EpochRecord? last = run.Run.Kept(KeptEpoch.Last), best = run.Run.Kept(KeptEpoch.Best);
        if (last is not null)
        {
            yield return new Row(run, last == best ? "last, best" : "last", measured, Accuracies(KeptEpoch.Last));
        }

        if (best is not null && last != best)
        {
            yield return new Row(run, "best", measured, Accuracies(KeptEpoch.Best));
        }

        IReadOnlyList<double> Accuracies(KeptEpoch epoch) => run.Measured.Of(ImageMeasures.Damage(spec, images), epoch)!;
    }

    private sealed record Row(ImageRun Run, string Weights, int Images, IReadOnlyList<double> Accuracies);
}
