using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Engines;

namespace RnnMemory.Bench.Sections;

/// <summary>One size of a sweep and the time of its training step.</summary>
/// <param name="Size">Hidden units, batch or steps.</param>
/// <param name="Operations">Operations of the step's products.</param>
/// <param name="Time">Time of the step.</param>
internal sealed record SweepPoint(int Size, double Operations, Spread Time)
{
    /// <summary>
    /// Operations per microsecond by the shortest time, so that other load on the machine does not distort the comparison of sizes.
    /// </summary>
    public double BestSpeed => Operations / Time.Min;
}

/// <summary>Training steps over a range of sizes, every size measured in turn with all others.</summary>
internal static class Sweep
{
    // Three steps: one without a predecessor, one with both neighbours, and one without a successor.
    private const int CheckedSteps = 3;

    /// <summary>Checks each size on a short sequence against the specification, then times all.</summary>
    /// <param name="sizes">Ascending.</param>
    /// <param name="make">Makes the case of a size with that many steps, or with its own number of steps if that is null.</param>
    public static IReadOnlyList<SweepPoint> Run(IReadOnlyList<int> sizes, Func<int, int?, BenchCase> make)
    {
        foreach (int size in sizes)
        {
            using BenchCase brief = make(size, CheckedSteps);
            Checks.SameGradients(brief, "simd", BenchEngines.Simd.Create);
        }

        BenchCase[] cases = [.. sizes.Select(size => make(size, null))];
        IEngine[] engines = [.. cases.Select(problem => problem.Open(BenchEngines.Simd.Create))];
        try
        {
            IReadOnlyList<Spread> spreads = Alternation.Measure(
                [.. cases.Zip(engines, (problem, engine) => Contender.Of(problem.Name, i => engine.Train(problem.Minibatch(i))))],
                Effort.Brief);
            return [.. sizes.Select((size, i) => new SweepPoint(size, cases[i].Operations, spreads[i]))];
        }
        finally
        {
            Array.ForEach(engines, engine => engine.Dispose());
            Array.ForEach(cases, problem => problem.Dispose());
        }
    }

    /// <summary>
    /// The time of an operation relative to the neighbouring multiples below and above; null for multiples, and if there is no neighbour.
    /// </summary>
    public static (double? Below, double? Above) AgainstNeighbours(IReadOnlyList<SweepPoint> points, SweepPoint point, int multiple)
    {
        int below = point.Size / multiple * multiple;
        return below == point.Size ? (null, null) : (Against(below), Against(below + multiple));

        double? Against(int size) => points.FirstOrDefault(other => other.Size == size) is { } neighbour
            ? neighbour.BestSpeed / point.BestSpeed : null;
    }
}
