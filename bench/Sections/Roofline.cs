using RnnMemory.Bench.Measuring;
using RnnMemory.Engines.Simd;
using RnnMemory.Reports;

namespace RnnMemory.Bench.Sections;

/// <summary>A case in the roofline figure.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Intensity">Operations per byte.</param>
/// <param name="Speed">Operations per microsecond.</param>
internal readonly record struct RooflinePoint(string Name, double Intensity, double Speed);

/// <summary>Speed over operations per byte, under what arithmetic and memory allow.</summary>
internal static class Roofline
{
    public static LineFigure Draw(IReadOnlyList<RooflinePoint> points)
    {
        double low = points.Min(point => point.Intensity) / 2;
        double high = points.Max(point => point.Intensity) * 2;
        List<Curve> curves = [];
        foreach ((int lanes, int dash) in new[] { (16, 0), (8, 1) }.Where(width => width.Item1 <= SimdEngine.Lanes))
        {
            double peak = FmaPeak.OperationsPerMicrosecond(lanes)!.Value;
            curves.Add(Roof($"{32 * lanes} bits, second-level cache", 6, dash, peak, Bandwidth.BytesPerMicrosecond(MachineSection.CacheBytes), low, high));
            curves.Add(Roof($"{32 * lanes} bits, memory", 4, dash, peak, Bandwidth.BytesPerMicrosecond(MachineSection.MemoryBytes), low, high));
        }

        curves.AddRange(points.Select((point, i) => new Curve(point.Name, i % 6, i / 6, [point.Intensity], [point.Speed / 1000])));
        return new LineFigure(
            "roofline",
            "A training step under the limits of one core",
            "Operations of the products per byte that must be read or written",
            "GFLOPS",
            curves,
            [],
            Logarithmic: true);
    }

    private static Curve Roof(string label, int color, int dash, double peak, double bandwidth, double low, double high)
    {
        double ridge = Math.Clamp(peak / bandwidth, low, high);
        double[] x = [.. new[] { low, ridge, high }.Distinct()];
        return new Curve(label, color, dash, x, [.. x.Select(intensity => Math.Min(peak, bandwidth * intensity) / 1000)]);
    }
}
