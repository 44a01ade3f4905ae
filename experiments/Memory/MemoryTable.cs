using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Measures;
using RnnMemory.Reports;

namespace RnnMemory.Experiments.Memory;

/// <summary>What a linear readout finds in the hidden state of every model at its best epoch; not in the paper.</summary>
[Shown(place: 10)]
internal static class MemoryTable
{
    /// <summary>File name and name in snapshots.</summary>
    public const string Name = "Memory";

    private static readonly string Method = ImageNotes.Line(
        $"Linear readouts by ridge regression in closed form on standardised units (λ {LinearReadout.Ridge:R}), fitted on training images, scored on test images; weights after the epoch with the best vacc.");

    private static readonly IReadOnlyList<Column<MeasuredMemory>> Columns =
    [
        new("model", memory => memory.Run.Name),
        new("vacc", memory => memory.Run.BestTestAccuracy, "F4", "vacc: the network's own accuracy after the last step, on all test images."),
        Digit("1/4", 0.25, "digit after 1/4, 1/2, 3/4, 1: share of the test images whose digit the readout finds in the state after that share of the steps."),
        Digit("1/2", 0.5),
        Digit("3/4", 0.75),
        Digit("1", 1),
        Lag(0, "lines 0, 1, 2, 4, 8, 16 ago: R² of the pixels that were shown so many lines before; a line is one step, or as many steps as it has pixels."),
        .. new[] { 1, 2, 4, 8, 16 }.Select(lines => Lag(lines)),
        new("1 ago from input", memory => memory.Ago(1)?.FromInput, "F3", "1 ago from input: the same from the current step's input alone, which needs no memory."),
        new("span", memory => memory.Memory?.Span, "N0", ImageNotes.Line(
            $"span: the largest measured lag in steps at which the state's R² exceeds that of the current input by {MemoryReadout.Remembered}; 0: none.")),
        new("span in lines", memory => (double?)memory.Memory?.Span / memory.Line, "F1"),
    ];

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings images) =>
        [new(Name, ItemKind.Table, "what the state of every model still knows", input => Of(input, images)) { Measures = _ => MeasuredMemory.Needs(images) }];

    /// <summary>The table of the available runs.</summary>
    /// <param name="input">The runs.</param>
    /// <param name="images">The section of the plan.</param>
    public static Table Of(ItemInput input, ImageSettings images)
    {
        IReadOnlyList<ImageRun> runs = ImageRun.Of(input);
        MeasuredMemory[] measured = [.. runs.Select(run => new MeasuredMemory(run, images))];
        return Table.OfSeeds(
            Name,
            ImageNotes.Title("Memory: what a linear readout finds in the hidden state (not in the paper)", runs),
            measured,
            memory => memory.Run.Row,
            memory => memory.Run.Seed,
            Columns,
            [Method, .. Counts(measured), .. ImageNotes.Scope(runs, input.Plan), .. ImageNotes.Mishaps(runs)]);
    }

    private static IEnumerable<string> Counts(IEnumerable<MeasuredMemory> measured) =>
        measured.Select(memory => memory.Memory).OfType<MemoryReadout>()
            .Select(memory => ImageNotes.Line($"Fitted on {memory.TrainingImages:N0} training images, scored on {memory.TestImages:N0} test images."))
            .Distinct();

    private static Column<MeasuredMemory> Digit(string heading, double share, string legend = "") =>
        new($"digit after {heading}", memory => memory.DigitAfter(share), "F3", legend);

    private static Column<MeasuredMemory> Lag(int lines, string legend = "") =>
        new($"{lines} ago", memory => memory.Ago(lines)?.FromState, "F3", legend);
}
