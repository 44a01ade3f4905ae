using System.Globalization;
using RnnMemory.Engines;
using RnnMemory.Reports;
using RnnMemory.Torch;
using RnnMemory.Training;
using TorchSharp;

namespace RnnMemory.Bench;

/// <summary>One training step of the paper's models: the simd engine against TorchSharp's own modules and the core's peak.</summary>
internal static class TrainingStepBenchmark
{
    private static readonly EngineCatalog Engines = new([.. HarnessEngines.Entries, .. TorchEngines.Entries]);

    /// <summary>Checks, times and tabulates every case; cases are made when their turn comes.</summary>
    public static Table Run(IEnumerable<Func<BenchCase>> cases, int repeats, Action<string> progress)
    {
        LibTorch.Load();
        List<IReadOnlyList<string>> rows = [];
        foreach (Func<BenchCase> make in cases)
        {
            using BenchCase problem = make();
            progress($"{problem.Name} ...");
            Checks.EnginesAgree(problem, Engines["simd"], Engines["torch"]);
            Checks.ModulesAreRight(problem);
            rows.Add([problem.Name, .. Measure(problem, repeats)]);
        }

        return new Table(
            "training-step",
            "A training step of the paper's models, microseconds, one thread",
            ["Case", "simd", "min", "max", "libtorch", "min", "max", "Ratio", "GFLOPS", "% of peak"],
            rows,
            Notes(repeats));
    }

    private static IEnumerable<string> Measure(BenchCase problem, int repeats)
    {
        using IEngine engine = problem.Open(Engines["simd"]);
        using LibtorchModel modules = new(problem, torch.ScalarType.Float32);
        (Spread simd, Spread libtorch) = Alternation.Measure(
            i => engine.Train(problem.Minibatches[i % problem.Minibatches.Count]),
            i => modules.Train(i % problem.Minibatches.Count),
            repeats);

        // Operations per microsecond are thousandths of GFLOPS.
        double speed = problem.Operations / simd.Median;
        return
        [
            .. Cells(simd),
            .. Cells(libtorch),
            Text(libtorch.Median / simd.Median, "0.0"),
            Text(speed / 1000, "0"),
            FmaPeak.OperationsPerMicrosecond() is double peak ? Text(100 * speed / peak, "0") : "",
        ];
    }

    private static IEnumerable<string> Cells(Spread spread) =>
        new[] { spread.Median, spread.Min, spread.Max }.Select(time => Text(time, "0.0"));

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string[] Notes(int repeats)
    {
        RunEnvironment here = RunEnvironment.Of(Engines["simd"]);
        return
        [
            $"Medians, smallest and largest of {repeats} measurements, taken in turn in one process after warming up. Ratio: of the medians.",
            "Forward, backward and RMSprop; batch 16. KxN: increment task, hidden 16, 2N steps; 28x28 and 784x1: images as steps x width, hidden 128.",
            "simd: Keras's cells; libtorch: its own nn modules, Linear, cross_entropy, RMSProp. Both tell each step's loss and right answers.",
            "GFLOPS: the products' operations by the median; peak: the core's fused multiply-adds in registers, measured after each case.",
            "Before: simd's losses over some updates equalled the torch engine's, and the modules' losses in binary32 those in binary64.",
            $"{here.Cpu} ({here.Instructions}), {here.OperatingSystem}, {here.Runtime}, libtorch {torch.__version__}",
        ];
    }
}
