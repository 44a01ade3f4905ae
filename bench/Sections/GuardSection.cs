using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Bench.Peers;
using RnnMemory.Engines;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Bench.Sections;

/// <summary>
/// Tests whether a kernel has become slow. It compares the best times of many short measurements in turn, so that a busy machine affects
/// both sides or neither, and repeats them after a pause if a limit is missed. A slowdown by a factor of two is detected: the limits beside
/// TorchSharp lie a little above half of the speed that was measured, and that beside the peak is just above half of the most that any
/// processor has reached.
/// </summary>
internal static class GuardSection
{
    // Dense steps reach 0.56 of the peak on one processor and 0.85 on another, where steps that are twice as slow reach 0.43.
    private const double LeastOfPeak = 0.45;
    private const int Attempts = 6;

    private static readonly Column<GuardResult>[] Columns =
    [
        new("Case", result => result.Case),
        new("Measure", result => result.Measure),
        new("Reached", result => result.Reached, "F2"),
        new("At least", result => result.Least, "F2"),
        new("Lost", result => result.IsLost ? "lost" : null),
    ];

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Effort Effort =
        new(TimeSpan.FromSeconds(0.3), TimeSpan.FromMilliseconds(3), 60) { Limit = TimeSpan.FromSeconds(0.6), Least = 5 };

    // The least ratio of TorchSharp's time to ours, with vectors of 512 and of 256 bits.
    private static readonly (Func<BenchCase> Case, double Wide, double Narrow)[] Limits =
    [
        (() => Increment(Cell.Lstm), 5.9, 4.8),
        (() => Increment(Cell.Gru), 50, 34),
        (() => Increment(Cell.Vanilla), 36, 29),
        (() => Increment(Cell.Tanh), 34, 27),
        (() => PaperCases.Images(28, 28), 4.2, 2.2),
        (() => PaperCases.Images(784, 1), 13, 6.5),
    ];

    /// <exception cref="CheckFailedException">A kernel is too slow.</exception>
    public static Report Run(Action<string> progress)
    {
        List<GuardResult> rows = [];
        foreach ((Func<BenchCase> make, double wide, double narrow) in Limits)
        {
            using BenchCase problem = make();
            Checks.EnginesAgree(problem, BenchEngines.Simd, OurCellsInTorch.Entry);
            Add(problem.Name, "x TorchSharp", () => BesideTorchSharp(problem), SimdEngine.Lanes == 16 ? wide : narrow);
        }

        // A step should fit into one time slice of a busy machine.
        foreach ((int steps, int width) in new[] { (28, 28), (196, 1) })
        {
            using BenchCase problem = PaperCases.DenseImages(steps, width);
            Add(problem.Name, "of the core's peak", () => BesidePeak(problem), LeastOfPeak);
        }

        string[] lost = [.. rows.Where(row => row.IsLost).Select(row => $"{row.Case} reached {row.Reached:0.00} {row.Measure} instead of at least {row.Least:0.00}")];
        return lost.Length == 0
            ? new Report("bench", [Table.Of("guard", "Speed against its lower limits, by the best times", rows, Columns)], [])
            : throw new CheckFailedException($"Speed was lost: {string.Join("; ", lost)}.");

        void Add(string name, string measure, Func<(double Ours, double Reference)> times, double least)
        {
            double reached = Reached(times, least);
            progress($"{name}: {Format.Number(reached, "0.00")} {measure}");
            rows.Add(new GuardResult(name, measure, reached, least));
        }
    }

    private static BenchCase Increment(Cell cell) => PaperCases.Increment(new IncrementSize(2, 32), cell);

    // The shortest times of both sides over all attempts; a slow kernel is slow in every attempt.
    private static double Reached(Func<(double Ours, double Reference)> times, double least)
    {
        (double ours, double reference) = times();
        for (int attempt = 1; attempt < Attempts && reference / ours < least; attempt++)
        {
            Thread.Sleep(Pause);
            (double again, double referenceAgain) = times();
            (ours, reference) = (Math.Min(ours, again), Math.Min(reference, referenceAgain));
        }

        return reference / ours;
    }

    private static (double Ours, double Reference) BesideTorchSharp(BenchCase problem)
    {
        using IEngine simd = problem.Open(BenchEngines.Simd.Create);
        using LibtorchModel modules = new(problem);
        IReadOnlyList<Spread> spreads = Alternation.Measure(
            [
                Contender.Of("simd", i => simd.Train(problem.Minibatch(i))),
                modules.Updates().First(),
            ],
            Effort);
        return (spreads[0].Min, spreads[1].Min);
    }

    // The reference is the time that the step's operations would take at the peak.
    private static (double Ours, double Reference) BesidePeak(BenchCase problem)
    {
        DenseSpeed speed = DenseSpeed.Of(problem, SimdEngine.Lanes, Effort with { Repeats = 30 });
        return (speed.Step.Min, problem.Operations / speed.Peak);
    }
}
