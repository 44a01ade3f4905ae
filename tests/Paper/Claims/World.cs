using RnnMemory.Measures;
using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Tasks;

namespace RnnMemory.Tests.Paper.Claims;

/// <summary>Runs that were never trained: as the paper prints them, or the other way round.</summary>
internal static class World
{
    private const int Epochs = 244;
    private const double Noise = 0.02;

    // Of the middle of all accuracies: what lies above it comes below in a mirrored world.
    private const double MiddleAccuracy = 0.93;
    private const double MiddleLatency = 19.5;

    private static readonly string[] Cells = ["vanilla", "lstm", "gru"];
    private static readonly IncrementSize[] Sizes = [new(2, 32), new(10, 7), new(4, 15)];

    /// <summary>Every model of the paper with so many seeds. Mirrored: what is better in the paper is worse.</summary>
    public static RunObservations Of(int seeds, bool isMirrored = false, int permutations = 3) => new(
        [
            .. from row in Published.Table3
               from seed in Enumerable.Range(0, seeds)
               from permutation in row.Permutation is null ? [null]
                   : Enumerable.Range(0, permutations).Select(index => (int?)index).Where(index => index % 3 == row.Permutation)
               select Image(row, permutation, seed, isMirrored),
        ],
        [
            .. from size in Sizes
               from cell in Cells
               from order in new[] { DigitOrder.Simple, DigitOrder.Complicated }
               from seed in Enumerable.Range(0, seeds)
               select Increment(new IncrementModel(size, cell, order), seed, (order == DigitOrder.Simple) != isMirrored),
        ])
    {
        PlannedIncrements =
        [
            .. from size in Sizes
               from cell in Cells
               from order in new[] { DigitOrder.Simple, DigitOrder.Complicated }
               select new IncrementModel(size, cell, order),
        ],
        Ink = new Ink(60_000, 10_000, 28, 28, 19.76, 15.57, 7_700, 800, Blank(4), Blank(6)),
    };

    /// <summary>The same world with all differences of settings added to its runs: a world of variants.</summary>
    public static RunObservations As(this RunObservations world, params SettingDifference[] differences) => world with
    {
        Images = [.. world.Images.Select(run => run with { Run = $"{run.Run}+", Differences = differences })],
        Increments = [.. world.Increments.Select(run => run with { Run = $"{run.Run}+", Differences = differences })],
    };

    private static ImageObservation Image(PublishedRun row, int? permutation, int seed, bool isMirrored)
    {
        double place = Logit((double)row.TestAccuracy) + (Noise * Wobble(seed, permutation ?? 7));
        double best = Plain(isMirrored ? (2 * Logit(MiddleAccuracy)) - place : place);

        // Better networks learn faster, and columns faster than rows.
        bool readsColumns = row.Representation.StartsWith("transposed", StringComparison.Ordinal) != isMirrored;
        double tau = (readsColumns ? 3 : 8) + (30 * (1 - best)) + (0.2 * Wobble(seed, 3));
        double latency = (row.Representation.StartsWith("original", StringComparison.Ordinal) ? 22.4 : 18.0) + (0.2 * Wobble(seed, permutation ?? 5));
        return new ImageObservation
        {
            Run = $"mnist/{row.Representation}-{permutation}@{row.LearningRate}/seed-{seed}",
            Seed = seed,
            ContentHash = new($"{row.Representation}{permutation}{row.LearningRate}{seed}"),
            Model = new ImageModel(Representations.Parse(row.Representation), permutation, row.LearningRate),
            TestAccuracies = [.. Enumerable.Range(1, Epochs).Select(epoch => best * (1 - (0.9 * Math.Exp(-epoch / tau))))],
            BestEpoch = Epochs - 1,
            Accuracy = best,
            Loss = 0.1,
            TestLoss = 0.2,
            LastLatency = new ObservedLatency(isMirrored ? (2 * MiddleLatency) - latency : latency, 18) { Odd = latency, Even = latency + (isMirrored ? 1 : 0.01 * Wobble(seed, 1)) },
            BestLatency = new ObservedLatency(latency, 18),
            LastInk = 24,
        };
    }

    private static IncrementObservation Increment(IncrementModel model, int seed, bool isEasy)
    {
        IncrementTaskSpec task = new() { Base = model.Size.Base, Digits = model.Size.Digits, Order = model.Order };
        double floor = IncrementBaselines.LowestDigitOnly(task).SecondHalf;

        // In a mirrored world the simple order does not get beyond the floor.
        double last = isEasy ? 0.9995 - (0.00005 * seed) : floor + (model.Order == DigitOrder.Complicated ? 0.3 * (0.98 - floor) : -0.01);
        double tau = isEasy ? 1_500 + (20 * seed) : 12_000 + (100 * seed);
        (long Updates, double Value)[] curve =
            [.. Enumerable.Range(0, 101).Select(point => (512L * point, last * (1 - (0.5 * Math.Exp(-512.0 * point / tau))) - (1e-4 * Wobble(seed, point))))];
        Dictionary<string, double> final = new()
        {
            [IncrementMetrics.Digits] = isEasy ? 0.999 : 0.95 - (0.0005 * seed),
            [IncrementMetrics.SecondHalf] = last - (1e-5 * Wobble(seed, 2)),
            [IncrementMetrics.Numbers] = isEasy ? 0.99 - (0.001 * seed) : 0.2 + (0.001 * seed),
            [IncrementMetrics.Sequences] = 0.5,
        };
        return new IncrementObservation
        {
            Run = $"increment/{model.Name}/seed-{seed}",
            Seed = seed,
            ContentHash = new($"{model.Name}{seed}{isEasy}"),
            Model = model,
            Final = final,
            Curve = curve,
            Copying = IncrementBaselines.Copying(task).ByName(),
            WithoutCarry = IncrementBaselines.LowestDigitOnly(task).ByName(),
        };
    }

    private static int[] Blank(int lines) =>
        [.. Enumerable.Range(0, 28).Select(line => line < lines / 2 || line >= 28 - (lines / 2) ? 9_990 : 100)];

    // Between -1 and 1, different for each pair.
    private static double Wobble(int seed, int other) => Math.Sin((12.9898 * (seed + 1)) + (78.233 * (other + 1)));

    private static double Logit(double share) => Math.Log(share / (1 - share));

    private static double Plain(double place) => 1 / (1 + Math.Exp(-place));
}
