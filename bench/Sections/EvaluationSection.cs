using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Bench.Peers;
using RnnMemory.Engines;
using RnnMemory.Reports;

namespace RnnMemory.Bench.Sections;

/// <summary>A forward pass with losses and answers, without training, by every engine and peer.</summary>
internal static class EvaluationSection
{
    public static Report Run(BenchRequest request, Action<string> progress)
    {
        List<IReadOnlyList<string>> rows = [];
        IReadOnlyList<string> names = [];
        foreach (Func<BenchCase> make in PaperCases.Of(request))
        {
            using BenchCase problem = make();
            progress($"evaluation of {problem.Name} ...");
            rows.Add(Row(problem, Effort.Thorough(request.Repeats), out names));
        }

        return new Report("bench", [AsTable(request, names, rows)], []);
    }

    private static IReadOnlyList<string> Row(BenchCase problem, Effort effort, out IReadOnlyList<string> names)
    {
        using IEngine simd = problem.Open(BenchEngines.Simd.Create);
        using IEngine torch = OurCellsInTorch.Open(problem);
        using IEngine scalar = problem.Open(BenchEngines.Scalar.Create);
        using LibtorchModel modules = new(problem);
        (int[] classes, float[] losses) = (new int[problem.Outputs], new float[problem.Outputs]);
        Check(problem, simd, torch, scalar);
        bool needsGradients = !PeerChecks.IsRightWithoutGradients(problem, modules);
        Contender[] contenders =
        [
            Predict(BenchEngines.Simd.Name, simd),
            .. modules.Evaluations(needsGradients),
            Predict(OurCellsInTorch.Name, torch),
            Predict(BenchEngines.Scalar.Name, scalar),
        ];
        long allocated = Allocation.PerCall(contenders[0]);
        IReadOnlyList<Spread> spreads = Alternation.Measure(contenders, effort);
        names = [.. contenders.Select(contender => contender.Name)];
        return
        [
            problem.Name,
            .. Format.Times(spreads[0]),
            .. spreads.Skip(1).Select(spread => Format.Ratio(spread.Median / spreads[0].Median)),
            needsGradients ? "with" : "without",
            Format.Gflops(problem.ForwardOperations / spreads[0].Median),
            $"{allocated}",
        ];

        Contender Predict(string name, IEngine engine) => Contender.Of(name, i => engine.Predict(problem.Minibatch(i), classes, losses));
    }

    private static void Check(BenchCase problem, IEngine simd, IEngine torch, IEngine scalar)
    {
        for (int i = 0; i < problem.Minibatches.Count; i++)
        {
            double ours = Loss(problem, simd, i);
            Checks.Compare(problem, i, ("simd", ours), ("torch", Loss(problem, torch, i)));
            if (i == 0 && ours != Loss(problem, scalar, i))
            {
                throw new CheckFailedException($"{problem.Name}: simd and scalar evaluate to different losses.");
            }
        }
    }

    private static double Loss(BenchCase problem, IEngine engine, int minibatch)
    {
        float[] losses = new float[problem.Outputs];
        engine.Predict(problem.Minibatches[minibatch], new int[losses.Length], losses);
        return losses.Sum(loss => (double)loss);
    }

    private static Table AsTable(
        BenchRequest request, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> rows) => Table.OfTexts(
        "evaluation",
        "Evaluation of a minibatch: microseconds by simd, and how many times as long others took",
        ["Case", "simd", "Min", "Max", .. names.Skip(1).Select(name => $"x {name}"), "Gradients", "GFLOPS", "Bytes allocated"],
        rows,
        [
            $"Medians of {request.Repeats} measurements (slow ones: fewer), taken in turn; batch 16; a forward pass, loss and answers of every output.",
            "Gradients: TorchSharp is timed without them (no_grad) where its values are right so, else with them. Without them its LSTM of 16 units can be wrong.",
            "Before: simd's losses equalled the scalar engine's to the last bit, and the torch engine's.",
        ]);
}
