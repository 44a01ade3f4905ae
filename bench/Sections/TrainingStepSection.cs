using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Bench.Peers;
using RnnMemory.Engines;
using RnnMemory.Engines.Simd;
using RnnMemory.Reports;
using RnnMemory.Torch;
using TorchSharp;

namespace RnnMemory.Bench.Sections;

/// <summary>A training step of the paper's models by every engine and peer.</summary>
internal static class TrainingStepSection
{
    public static Report Run(BenchRequest request, Action<string> progress)
    {
        List<IReadOnlyList<string>> summary = [];
        List<IReadOnlyList<string>> times = [];
        List<RooflinePoint> points = [];
        IReadOnlyList<string> names = [];
        foreach (Func<BenchCase> make in PaperCases.WithDense(request))
        {
            using BenchCase problem = make();
            progress($"training step of {problem.Name} ...");
            StepTimes measured = StepTimes.Of(problem, Effort.Thorough(request.Repeats));
            names = measured.Names;
            double speed = problem.Operations / measured.Simd.Median;
            summary.Add(
            [
                problem.Name,
                Format.Time(measured.Simd.Median),
                .. measured.Peers.Select(peer => Format.Ratio(peer.Median / measured.Simd.Median)),
                Format.Gflops(speed),
                measured.Peak is double peak ? Format.Percent(speed / peak) : "",
                measured.Live is double live ? Format.Percent(live) : "",
                Format.Percent(problem.InputsNotZero),
            ]);
            times.AddRange(measured.Rows(problem.Name));
            points.Add(RooflinePoint.Of(problem, problem.Operations / measured.Simd.Min));
        }

        return new Report("bench", [Summary(request, names, summary), Times(request, times)], points.Count > 0 ? [Roofline.Draw(points)] : []);
    }

    private static Table Summary(
        BenchRequest request, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> rows) => Table.OfTexts(
        "training-step",
        "A training step of the paper's models: microseconds by simd, and how many times as long others took",
        ["Case", "simd", .. names.Skip(1).Select(name => $"x {name}"), "GFLOPS", "% of peak", "% live", "% inputs"],
        rows,
        [
            $"Medians of {request.Repeats} measurements (slow ones: fewer), taken in turn in one process after warming up. Forward, backward and RMSprop; batch 16.",
            "KxN: increment task, hidden 16, 2N steps; 28x28 and 784x1: images as steps x width, hidden 128.",
            "simd, torch engine, scalar: the same model, Keras's cells. TorchSharp: its own nn modules, Linear, cross_entropy, RMSProp. Each step tells loss and right answers.",
            "GFLOPS: operations of the model's products, as if none were left out, by the median. Peak: fused multiply-adds of the same core in registers, measured after each case.",
            "% live: hidden states of a minibatch that are not zero, after the timing. % inputs: inputs that are not zero. The simd engine leaves out products with the",
            "others (with inputs where a step has 16 or more): that is how it passes 100 % of the peak.",
            "dense: no input is zero, positive kernels and biases, so that every unit lives and nothing can be left out; its % of peak is the kernels' own.",
            "Before: simd's gradients equalled the scalar engine's bit for bit, its losses over some updates the torch engine's, and the modules' losses in binary32 those in binary64.",
        ]);

    private static Table Times(BenchRequest request, IReadOnlyList<IReadOnlyList<string>> rows) => Table.OfTexts(
        "training-step-times",
        "A training step of the paper's models, microseconds",
        ["Case", "By", "Median", "Min", "Max", "Ratio", "Bytes allocated"],
        rows,
        [$"Of at most {request.Repeats} measurements. Ratio: of the medians, to simd. Bytes: managed memory allocated by one step; libtorch's own is not seen."]);

    /// <summary>The measurements of one case.</summary>
    private sealed record StepTimes(
        IReadOnlyList<string> Names, IReadOnlyList<Spread> Spreads, IReadOnlyList<string> Allocated, double? Peak, double? Live)
    {
        public Spread Simd => Spreads[0];

        public IEnumerable<Spread> Peers => Spreads.Skip(1);

        public static StepTimes Of(BenchCase problem, Effort effort)
        {
            Checks.SameGradients(problem, "simd", BenchEngines.Simd.Create);
            Checks.EnginesAgree(problem, BenchEngines.Simd, OurCellsInTorch.Entry);
            PeerChecks.ModulesAreRight(problem);
            using PythonPeer? python = PythonPeer.Open(problem);
            if (python is not null)
            {
                PeerChecks.PythonAgrees(problem, python);
            }

            using IEngine simd = problem.Open(BenchEngines.Simd.Create);
            using IEngine torch = OurCellsInTorch.Open(problem);
            using IEngine scalar = problem.Open(BenchEngines.Scalar.Create);
            using LibtorchModel modules = new(problem);
            List<Contender> contenders =
            [
                Train(BenchEngines.Simd.Name, simd, problem),
                .. modules.Updates(),
                Train(OurCellsInTorch.Name, torch, problem),
                Train(BenchEngines.Scalar.Name, scalar, problem),
            ];
            string[] allocated = [.. contenders.Select(contender => $"{Allocation.PerCall(contender)}"), ""];
            if (python is not null)
            {
                contenders.Add(python.Contender);
            }

            IReadOnlyList<Spread> spreads = Alternation.Measure(contenders, effort);
            float[] parameters = new float[problem.Model.ParameterCount];
            simd.Save(parameters);
            return new StepTimes(
                [.. contenders.Select(contender => contender.Name)],
                spreads,
                allocated,
                FmaPeak.OperationsPerMicrosecond(SimdEngine.Lanes),
                LiveUnits.Share(problem, parameters));
        }

        public IEnumerable<IReadOnlyList<string>> Rows(string name) => Names.Select((by, i) =>
            (IReadOnlyList<string>)[name, by, .. Format.Times(Spreads[i]), Format.Ratio(Spreads[i].Median / Simd.Median), Allocated[i]]);

        private static Contender Train(string name, IEngine engine, BenchCase problem) =>
            Contender.Of(name, i => engine.Train(problem.Minibatch(i)));
    }
}
