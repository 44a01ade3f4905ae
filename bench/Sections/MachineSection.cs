using System.Globalization;
using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Engines.Simd;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Torch;
using TorchSharp;

namespace RnnMemory.Bench.Sections;

/// <summary>The machine and the time of the measurements.</summary>
internal static class MachineSection
{
    /// <summary>A size that fits into a second-level cache but not into a first-level cache.</summary>
    public const int CacheBytes = 256 << 10;

    /// <summary>A size larger than all caches.</summary>
    public const int MemoryBytes = 256 << 20;

    public static Report Run()
    {
        RunEnvironment here = RunEnvironment.Of(BenchEngines.Simd);
        List<(string What, string Value)> rows =
        [
            ("Processor", here.Cpu),
            ("Instructions", here.Instructions),
            ("Vectors of the simd engine", $"{32 * SimdEngine.Lanes} bits"),
            ("Processors", $"{Environment.ProcessorCount}"),
            ("Load average", LoadAverage()),
            ("System", here.OperatingSystem),
            ("Runtime", here.Runtime),
            ("Harness", here.Harness),
            ("libtorch", $"{torch.__version__}, {LibTorch.DefaultThreads} threads by default"),
            .. Peaks(),
            ("Reading a second-level cache", $"{Gigabytes(CacheBytes)} GB/s"),
            ("Reading memory", $"{Gigabytes(MemoryBytes)} GB/s"),
            ("Time", DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
        ];
        return new Report("bench", [Table.Of("machine", "Where it was measured", rows, [new("What", row => row.What), new("Value", row => row.Value)])], []);
    }

    private static IEnumerable<(string What, string Value)> Peaks() =>
        from lanes in new[] { 16, 8 }
        where lanes <= SimdEngine.Lanes
        select ($"Peak of one core, {32 * lanes} bits", $"{Format.Gflops(FmaPeak.OperationsPerMicrosecond(lanes)!.Value)} GFLOPS of fused multiply-adds");

    private static string Gigabytes(int bytes) => Format.Number(Bandwidth.BytesPerMicrosecond(bytes) / 1000, "0");

    private static string LoadAverage()
    {
        const string Source = "/proc/loadavg";
        return File.Exists(Source) ? string.Join(' ', File.ReadAllText(Source).Split(' ')[..3]) : "unknown";
    }
}
