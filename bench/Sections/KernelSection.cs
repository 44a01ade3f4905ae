using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Engines;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using RnnMemory.Reports;

namespace RnnMemory.Bench.Sections;

/// <summary>The share of the peak that the kernels reach when no product can be left out, with wide and with narrow vectors.</summary>
internal static class KernelSection
{
    public static Report Run(Action<string> progress)
    {
        List<IReadOnlyList<string>> rows = [];
        foreach ((int steps, int width) in PaperCases.ImageSizes.Values)
        {
            using BenchCase problem = PaperCases.DenseImages(steps, width);
            progress($"kernels on {problem.Name} ...");
            foreach (int lanes in new[] { 16, 8 }.Where(lanes => lanes <= SimdEngine.Lanes))
            {
                DenseSpeed speed = DenseSpeed.Of(problem, lanes, Effort.Thorough(25));
                rows.Add(
                [
                    problem.Name, $"{32 * lanes}", .. Format.Times(speed.Step), Format.Gflops(speed.Median), Format.Gflops(speed.Peak),
                    Format.Percent(speed.Median / speed.Peak), Format.Percent(speed.Best / speed.Peak),
                ]);
            }
        }

        BenchCase[] cases = [.. PaperCases.ImageSizes.Values.Select(size => PaperCases.DenseImages(size.Steps, size.Width))];
        try
        {
            progress("parts of the step ...");
            return new Report("bench", [AsTable(rows), PartsTable.Of(cases)], []);
        }
        finally
        {
            Array.ForEach(cases, problem => problem.Dispose());
        }
    }

    private static Table AsTable(IReadOnlyList<IReadOnlyList<string>> rows) => Table.OfTexts(
        "kernels",
        "A training step in which every unit lives, against the fused multiply-adds of the same core",
        ["Case", "Bits", "Median", "Min", "Max", "GFLOPS", "Peak", "% of peak", "Best %"],
        rows,
        [
            "Microseconds; the whole step: products, activations, loss, weight gradients, RMSprop, packing. Best %: by the shortest step.",
            "Peak: the best of many runs of independent fused multiply-adds in registers, taken between the steps.",
            "Before: gradients equalled the scalar engine's bit for bit.",
        ]);
}

/// <summary>A dense training step and the peak at the same width, taken in turn; speeds in operations per microsecond.</summary>
internal sealed record DenseSpeed(Spread Step, double Median, double Best, double Peak)
{
    /// <exception cref="CheckFailedException">The engine's gradients are not the specification's.</exception>
    public static DenseSpeed Of(BenchCase problem, int lanes, Effort effort)
    {
        IEngine Create(Models.ModelSpec model, OptimizerSpec optimizer, int steps, int batch) =>
            SimdEngine.Create(model, optimizer, steps, batch, lanes);
        Checks.SameGradients(problem, $"simd with {32 * lanes} bits", Create);
        using IEngine engine = problem.Open(Create);
        double peak = 0;
        IReadOnlyList<Spread> spreads = Alternation.Measure(
            [Contender.Of("simd", i => engine.Train(problem.Minibatch(i)),
                () => peak = Math.Max(peak, FmaPeak.OperationsPerMicrosecond(lanes)!.Value))],
            effort);
        return new DenseSpeed(spreads[0], problem.Operations / spreads[0].Median, problem.Operations / spreads[0].Min, peak);
    }
}
