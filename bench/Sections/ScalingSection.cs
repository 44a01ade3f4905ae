using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using RnnMemory.Reports;

namespace RnnMemory.Bench.Sections;

/// <summary>
/// How the cost of a training step grows with hidden units, batch and steps, also at sizes that are no multiple of a vector's.
/// </summary>
internal static class ScalingSection
{
    private const int HiddenMultiple = 16;
    private const int BatchMultiple = 8;

    // Odd sizes are listed between their neighbouring multiples.
    private static readonly int[] HiddenSizes = [16, 17, 32, 33, 48, 64, 96, 100, 112, 128, 130, 144, 192, 256, 384, 496, 500, 512];
    private static readonly int[] Batches =
        [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 40, 64, 96, 100, 104, 128, 129, 136, 248, 255, 256];
    private static readonly int[] Steps = [28, 56, 112, 196, 392, 784, 1568, 3136];

    public static Report Run(Action<string> progress)
    {
        (string, IReadOnlyList<SweepPoint>)[] hidden = [.. Each([.. Cells.All])
            .Select(cell => (cell.Name, Sweep.Run(HiddenSizes, (size, steps) => SizedCase.Of(cell, size, steps ?? 28, 16, 28))))];
        (string, IReadOnlyList<SweepPoint>)[] batch = [.. Each(Cell.Vanilla, Cell.Lstm)
            .Select(cell => ($"{cell.Name} 128", Sweep.Run(Batches, (size, steps) => SizedCase.Of(cell, 128, steps ?? 28, size, 28))))];
        (string, IReadOnlyList<SweepPoint>)[] length =
        [
            ("vanilla 128", Sweep.Run(Steps, (size, steps) => SizedCase.Of(Cell.Vanilla, 128, steps ?? size, 16, 1))),
            ("lstm 16", Sweep.Run(Steps, (size, steps) => SizedCase.Of(Cell.Lstm, 16, steps ?? size, 16, 1))),
        ];
        return new Report(
            "bench",
            [
                AsTable("scaling-hidden", "Hidden", "28 steps of 28 inputs, batch 16", hidden, HiddenMultiple),
                AsTable("scaling-batch", "Batch", "hidden 128, 28 steps of 28 inputs", batch, BatchMultiple),
                AsTable("scaling-steps", "Steps", "batch 16, one input a step", length, null),
            ],
            [
                Figure("scaling-hidden", "Hidden units", hidden),
                Figure("scaling-batch", "Sequences in a minibatch", batch),
                Figure("scaling-steps", "Steps", length),
            ]);

        IEnumerable<Cell> Each(params Cell[] cells)
        {
            foreach (Cell cell in cells)
            {
                progress($"scaling of {cell.Name} ...");
                yield return cell;
            }
        }
    }

    private static Table AsTable(
        string name, string size, string rest, IReadOnlyList<(string Name, IReadOnlyList<SweepPoint> Points)> sweeps, int? multiple) =>
        Table.OfTexts(
        name,
        $"A training step of simd by {size.ToLowerInvariant()}; {rest}",
        ["Cell", size, "Median", "Min", "Max", "Best GFLOPS", .. multiple is null ? Array.Empty<string>() : ["x below", "x above"]],
        [.. sweeps.SelectMany(sweep => sweep.Points.Select(point => (IReadOnlyList<string>)
        [
            sweep.Name, $"{point.Size}", .. Format.Times(point.Time), Format.Gflops(point.BestSpeed),
            .. multiple is int step ? Neighbours(sweep.Points, point, step) : [],
        ]))],
        [
            $"Microseconds, of {Effort.Brief.Repeats} measurements, all sizes of a cell in turn. Best: by the shortest step, as all comparisons of sizes. No input is zero, nor any unit of the vanilla network, so nothing is left out.",
            .. multiple is int k ? [$"x below, x above: time per operation against that at the neighbouring multiples of {k}."] : Array.Empty<string>(),
            "Before: at each size gradients equalled the scalar engine's bit for bit, over three steps.",
        ]);

    private static IEnumerable<string> Neighbours(IReadOnlyList<SweepPoint> points, SweepPoint point, int multiple)
    {
        (double? below, double? above) = Sweep.AgainstNeighbours(points, point, multiple);
        return new[] { below, above }.Select(ratio => ratio is double value ? Format.Number(value, "0.00") : "");
    }

    private static LineFigure Figure(
        string name, string label, IReadOnlyList<(string Name, IReadOnlyList<SweepPoint> Points)> sweeps) => new(
        name,
        $"Speed of a training step by {label.ToLowerInvariant()}",
        label,
        "GFLOPS by the shortest step",
        [.. sweeps.Select((sweep, i) => new Curve(
            sweep.Name, i, 0, [.. sweep.Points.Select(point => (double)point.Size)],
            [.. sweep.Points.Select(point => point.BestSpeed / 1000)]))],
        FmaPeak.OperationsPerMicrosecond(SimdEngine.Lanes) is double peak ? [new Baseline("Peak of the core", peak / 1000)] : [],
        Logarithmic: true);
}
