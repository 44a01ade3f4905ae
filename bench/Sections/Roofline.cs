using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using RnnMemory.Reports;

namespace RnnMemory.Bench.Sections;

/// <summary>A case in the roofline figure.</summary>
/// <param name="Series">Points of one series are one curve.</param>
/// <param name="Intensity">Operations per byte.</param>
/// <param name="Speed">Operations per microsecond.</param>
internal readonly record struct RooflinePoint(string Series, double Intensity, double Speed)
{
    /// <summary>The three sizes of the increment task are one series for each cell; every case of images is its own.</summary>
    public static RooflinePoint Of(BenchCase problem, double speed) => new(
        problem.Model.Readout == Readout.EveryStep ? $"increment, {problem.Model.Cell.Name}" : problem.Name,
        problem.Operations / problem.Bytes,
        speed);
}

/// <summary>Speed over operations per byte, below the limits of arithmetic and memory.</summary>
internal static class Roofline
{
    private const int Black = 6;

    public static LineFigure Draw(IReadOnlyList<RooflinePoint> points)
    {
        double low = points.Min(point => point.Intensity) / 2;
        double high = points.Max(point => point.Intensity) * 2;
        double memory = Bandwidth.BytesPerMicrosecond(MachineSection.MemoryBytes);
        return new LineFigure(
            "roofline",
            "A training step under the limits of one core",
            "Operations of the products per byte that must be read or written",
            "GFLOPS by the shortest step",
            [
                .. new[] { (Lanes: 16, Dash: 0), (Lanes: 8, Dash: 1) }.Where(width => width.Lanes <= SimdEngine.Lanes).Select(width =>
                    Roof($"limit, {32 * width.Lanes} bits", width.Dash, FmaPeak.OperationsPerMicrosecond(width.Lanes)!.Value, memory, low, high)),
                .. points.GroupBy(point => point.Series)
                    .Select((series, i) => Series(series.Key, i, [.. series.OrderBy(point => point.Intensity)])),
            ],
            [],
            Logarithmic: true);
    }

    private static Curve Series(string name, int index, RooflinePoint[] points) =>
        new(name, index % Black, index / Black, [.. points.Select(point => point.Intensity)],
            [.. points.Select(point => point.Speed / 1000)]);

    private static Curve Roof(string label, int dash, double peak, double bandwidth, double low, double high)
    {
        double ridge = Math.Clamp(peak / bandwidth, low, high);
        double[] x = [.. new[] { low, ridge, high }.Distinct()];
        return new Curve(label, Black, dash, x, [.. x.Select(intensity => Math.Min(peak, bandwidth * intensity) / 1000)]);
    }
}
