using System.Runtime.Intrinsics;
using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Engines;
using RnnMemory.Engines.Simd;
using RnnMemory.Numerics;
using RnnMemory.Reports;

namespace RnnMemory.Bench.Sections;

/// <summary>Where the time of a dense training step goes: its parts, timed in turn with the whole.</summary>
internal static class PartsTable
{
    private static readonly Effort Effort = Effort.Thorough(25);

    public static Table Of(IEnumerable<BenchCase> problems) => Table.OfTexts(
        "step-parts",
        "Where the time of a dense training step goes",
        ["Case", "Part", "Median", "Min", "% of step", "% of peak"],
        [.. problems.SelectMany(Rows)],
        [
            "Microseconds. Each part by itself, over as much memory as in the step, in turn with the whole step; % of step by medians, % of peak by the shortest time.",
            "The rest: activations and their gradients, lists of what is not zero, readout and loss, copying inputs, clearing gradients; and what parts lose to each other's use of the caches.",
        ]);

    private static IEnumerable<IReadOnlyList<string>> Rows(BenchCase problem) => SimdEngine.Lanes switch
    {
        16 => Rows<Lanes16, Vector512<float>>(problem),
        8 => Rows<Lanes8, Vector256<float>>(problem),
        _ => [],
    };

    private static IEnumerable<IReadOnlyList<string>> Rows<TLanes, TVector>(BenchCase problem)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        using StepParts<TLanes, TVector> parts = new(problem);
        using IEngine engine = problem.Open(BenchEngines.Simd.Create);
        double peak = 0;
        Contender whole = Contender.Of(
            "the whole step", i => engine.Train(problem.Minibatch(i)), () => peak = Math.Max(peak, FmaPeak.OperationsPerMicrosecond(TLanes.Count)!.Value));
        IReadOnlyList<(Contender Part, double? Operations)> measured = [.. parts.Parts, (whole, problem.Operations)];
        IReadOnlyList<Spread> spreads = Alternation.Measure([.. measured.Select(part => part.Part)], Effort);
        double step = spreads[^1].Median;
        List<IReadOnlyList<string>> rows = [.. measured.Zip(spreads, (part, spread) => (IReadOnlyList<string>)
        [
            problem.Name, part.Part.Name, Format.Time(spread.Median), Format.Time(spread.Min), Format.Percent(spread.Median / step),
            part.Operations is double operations ? Format.Percent(operations / spread.Min / peak) : "",
        ])];
        double rest = step - spreads.SkipLast(1).Sum(spread => spread.Median);
        rows.Insert(rows.Count - 1, [problem.Name, "the rest", Format.Time(rest), "", Format.Percent(rest / step), ""]);
        return rows;
    }
}
