using System.Diagnostics;
using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Bench.Sections;

/// <summary>The total speed of independent training runs side by side, as the scheduler runs them.</summary>
internal static class WorkersSection
{
    private const int Rounds = 5;

    private static readonly TimeSpan Sample = TimeSpan.FromSeconds(0.3);

    public static Report Run(Action<string> progress)
    {
        List<IReadOnlyList<string>> rows = [];
        foreach (Func<BenchCase> make in Cases())
        {
            using BenchCase problem = make();
            progress($"workers on {problem.Name} ...");
            Checks.SameGradients(problem, "simd", BenchEngines.Simd.Create);
            Spread[] rates = Rates(problem);
            rows.AddRange(rates.Select((rate, i) => (IReadOnlyList<string>)
            [
                problem.Name, $"{i + 1}", Format.Number(rate.Median, "0"), Format.Number(rate.Min, "0"), Format.Number(rate.Max, "0"),
                Format.Number(rate.Median / rates[0].Median, "0.00"),
            ]));
        }

        return new Report("bench", [AsTable(rows)], []);
    }

    private static IEnumerable<Func<BenchCase>> Cases() =>
    [
        () => PaperCases.Images(28, 28),
        () => PaperCases.Images(784, 1),
        () => PaperCases.DenseImages(784, 1),
        () => PaperCases.Increment(new IncrementSize(2, 32), Cell.Lstm),
    ];

    // Training steps per second with 1, 2, ... workers, in turn.
    private static Spread[] Rates(BenchCase problem)
    {
        int workers = Environment.ProcessorCount;
        IEngine[] engines = [.. Enumerable.Range(0, workers).Select(_ => problem.Open(BenchEngines.Simd.Create))];
        try
        {
            Rate(problem, engines, TimeSpan.FromSeconds(0.5));
            List<double>[] rates = [.. engines.Select(_ => new List<double>())];
            for (int round = 0; round < Rounds; round++)
            {
                for (int count = 1; count <= workers; count++)
                {
                    rates[count - 1].Add(Rate(problem, engines[..count], Sample));
                }
            }

            return [.. rates.Select(Spread.Of)];
        }
        finally
        {
            Array.ForEach(engines, engine => engine.Dispose());
        }
    }

    private static double Rate(BenchCase problem, IEngine[] engines, TimeSpan time)
    {
        long[] steps = new long[engines.Length];
        using Barrier start = new(engines.Length);
        Thread[] threads = [.. engines.Select((engine, worker) => new Thread(() =>
        {
            start.SignalAndWait();
            long begin = Stopwatch.GetTimestamp();
            long done = 0;
            while (Stopwatch.GetElapsedTime(begin) < time)
            {
                engine.Train(problem.Minibatch((int)(done++ % problem.Minibatches.Count)));
            }

            steps[worker] = done;
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return steps.Sum() / time.TotalSeconds;
    }

    private static Table AsTable(IReadOnlyList<IReadOnlyList<string>> rows) => Table.OfTexts(
        "workers",
        "Training steps a second of independent runs side by side",
        ["Case", "Workers", "Median", "Min", "Max", "x one worker"],
        rows,
        [$"Of {Rounds} measurements, numbers of workers in turn; all workers together. simd, a thread and an engine each."]);
}
