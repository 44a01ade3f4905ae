using System.Globalization;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Reports;
using RnnMemory.Settings;
using RnnMemory.Torch;
using RnnMemory.Training;
using TorchSharp;

namespace RnnMemory.Bench;

/// <summary>One training step of the increment task at the paper's sizes: the simd engine against TorchSharp's own modules.</summary>
internal static class IncrementBenchmark
{
    private static readonly EngineCatalog Engines = new([.. HarnessEngines.Entries, .. TorchEngines.Entries]);

    /// <summary>Checks, times and tabulates every size with every cell.</summary>
    public static Table Run(IReadOnlyList<IncrementSize> sizes, IReadOnlyList<Cell> cells, int repeats, Action<string> progress)
    {
        LibTorch.Load();
        List<IReadOnlyList<string>> rows = [];
        foreach (IncrementSize size in sizes)
        {
            foreach (Cell cell in cells)
            {
                progress($"{size} {cell.Name()} ...");
                using IncrementCase problem = new(size, cell);
                Checks.EnginesAgree(problem, Engines["simd"], Engines["torch"]);
                Checks.ModulesAreRight(problem);
                rows.Add([size.ToString(), cell.Name(), .. Measure(problem, repeats)]);
            }
        }

        return new Table(
            "increment",
            "A training step of the increment task, microseconds, one thread",
            ["Size", "Cell", "simd", "min", "max", "libtorch", "min", "max", "Ratio"],
            rows,
            Notes(repeats));
    }

    private static IEnumerable<string> Measure(IncrementCase problem, int repeats)
    {
        using IEngine engine = problem.Open(Engines["simd"]);
        using LibtorchModel modules = new(problem, torch.ScalarType.Float32);
        (Spread simd, Spread libtorch) = Alternation.Measure(
            i => engine.Train(problem.Minibatches[i % problem.Minibatches.Count]),
            i => modules.Train(i % problem.Minibatches.Count),
            repeats);
        return
        [
            .. Cells(simd),
            .. Cells(libtorch),
            (libtorch.Median / simd.Median).ToString("0.0", CultureInfo.InvariantCulture),
        ];
    }

    private static IEnumerable<string> Cells(Spread spread) =>
        new[] { spread.Median, spread.Min, spread.Max }.Select(time => time.ToString("0.0", CultureInfo.InvariantCulture));

    private static string[] Notes(int repeats)
    {
        RunEnvironment here = RunEnvironment.Of(Engines["simd"]);
        return
        [
            $"Medians, smallest and largest of {repeats} measurements, taken in turn in one process after warming up. Ratio: of the medians.",
            "Forward, backward and RMSprop; hidden 16, batch 16, 2N steps. simd: Keras's cells, loss and accuracy; libtorch: its own nn modules, Linear, cross_entropy, RMSProp.",
            "Before: simd's losses over some updates equalled the torch engine's, and the modules' losses in binary32 those in binary64.",
            $"{here.Cpu} ({here.Instructions}), {here.OperatingSystem}, {here.Runtime}, libtorch {torch.__version__}",
        ];
    }
}
