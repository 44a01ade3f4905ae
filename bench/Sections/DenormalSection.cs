using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Bench.Peers;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Reports;

namespace RnnMemory.Bench.Sections;

/// <summary>
/// The cost of nearly all values being denormal, as can happen in networks that forget; the engine does not flush them to zero.
/// </summary>
internal static class DenormalSection
{
    private const double LeastShare = 0.2;

    public static Report Run(int repeats, Action<string> progress)
    {
        List<IReadOnlyList<string>> rows = [];
        foreach (Cell cell in Cells.All)
        {
            // The paper's sizes: plain networks read images, gated ones numbers.
            int hidden = cell.Gates.Count == 1 ? 128 : 16;
            progress($"denormals in {cell.Name} ...");
            rows.AddRange(Rows(cell, hidden, Effort.Thorough(repeats)));
        }

        return new Report("bench", [AsTable(rows)], []);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(Cell cell, int hidden, Effort effort)
    {
        BenchCase[] cases = [DenormalCase.Usual(cell, hidden), DenormalCase.States(cell, hidden), DenormalCase.Gradients(cell, hidden)];
        List<IEngine> engines = [];
        try
        {
            double[] shares = [.. cases.Select(problem => DenormalCase.Share(Checks.SameGradients(problem, "simd", BenchEngines.Simd.Create)))];
            if (shares[0] > 0.01 || shares[1..].Min() < LeastShare)
            {
                throw new CheckFailedException($"{cell.Name}: {string.Join(", ", shares.Select(Format.Percent))} % of the gradients are denormal, instead of none, many and many.");
            }

            (string Name, EngineEntry Entry)[] entries = [("simd", BenchEngines.Simd), (OurCellsInTorch.Name, OurCellsInTorch.Entry)];
            List<Contender> contenders = [];
            foreach ((string name, EngineEntry entry) in entries)
            {
                foreach (BenchCase problem in cases)
                {
                    IEngine engine = problem.Open(entry.Create);
                    engines.Add(engine);
                    contenders.Add(Contender.Of(name, call => engine.Train(problem.Minibatch(call))));
                }
            }

            IReadOnlyList<Spread> spreads = Alternation.Measure(contenders, effort);
            return [.. entries.Select((entry, i) => Row($"{cell.Name}, hidden {hidden}", entry.Name, [.. spreads.Skip(3 * i).Take(3)], shares))];
        }
        finally
        {
            engines.ForEach(engine => engine.Dispose());
            Array.ForEach(cases, problem => problem.Dispose());
        }
    }

    private static IReadOnlyList<string> Row(string name, string by, Spread[] spreads, double[] shares) =>
    [
        name, by, .. Format.Times(spreads[0]),
        .. new[] { 1, 2 }.SelectMany(i =>
            (string[])[.. Format.Times(spreads[i]), Format.Number(spreads[i].Median / spreads[0].Median, "0.00"), Format.Percent(shares[i])]),
    ];

    private static Table AsTable(IReadOnlyList<IReadOnlyList<string>> rows) => Table.OfTexts(
        "denormals",
        "A training step on usual values, with denormal states, and with denormal gradients, microseconds",
        ["Case", "By", "Usual", "Min", "Max", "States", "Min", "Max", "Ratio", "%", "Gradients", "Min", "Max", "Ratio", "%"],
        rows,
        [
            "28 steps of 28 inputs, batch 16, no biases. States: inputs scaled down until the hidden states are denormal. Gradients: the readout's kernel scaled down by 1e-37.",
            "Ratio: of the medians, to the usual case. %: share of the weights' gradients that are denormal; in the usual case none are.",
            "Before: in every case simd's gradients equalled the scalar engine's bit for bit.",
        ]);
}
