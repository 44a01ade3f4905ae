using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Bench.Peers;
using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Reports;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Bench.Sections;

/// <summary>A whole epoch of the paper's models as the harness trains it, and the time that the others need for its updates.</summary>
internal static class EpochSection
{
    private const int Seed = 0;

    private static readonly Effort Effort = new(TimeSpan.FromSeconds(0.4), TimeSpan.FromMilliseconds(50), 9);

    public static Report Run(BenchRequest request, Action<string> progress)
    {
        List<IReadOnlyList<string>> rows = [];
        IReadOnlyList<string> names = [];
        string pixels = "";
        foreach (string size in request.Sizes)
        {
            if (PaperCases.ImageSizes.TryGetValue(size, out (int Steps, int Width) shape))
            {
                ImageTaskSpec spec = new()
                {
                    DataSet = Mnist.Name,
                    Representation = shape.Width == 1 ? Representation.Flattened : Representation.Original,
                };
                Add(size, PaperCases.ImageModel(shape.Width), 1e-6, spec, Open(spec, out pixels));
                continue;
            }

            foreach (Cell cell in request.Cells.Select(Models.Cells.Parse))
            {
                IncrementTaskSpec spec = PaperCases.IncrementTask(IncrementSize.Parse(size));
                ITask task = spec.Open(Seed);
                Add(size, PaperCases.IncrementModel(task, cell), 3e-4, spec, task);
            }
        }

        return new Report("bench", [AsTable(names, rows, pixels)], []);

        void Add(string size, ModelSpec model, double learningRate, TaskSpec spec, ITask task)
        {
            RunSpec run = new()
            {
                Id = $"{size} {model.Cell.Name}",
                Model = model,
                Optimizer = new OptimizerSpec { LearningRate = learningRate },
                Task = spec,
                BatchSize = PaperCases.Batch,
                Epochs = 1,
                Seed = Seed,
                Engine = BenchEngines.Simd.Name,
            };
            progress($"epoch of {run.Id} ...");
            rows.Add([run.Id, .. Row(run, task, out names)]);
        }
    }

    private static IReadOnlyList<string> Row(RunSpec run, ITask task, out IReadOnlyList<string> names)
    {
        int updates = task.UpdatesPerEpoch(run.BatchSize);
        float[] parameters = Initialisation.Parameters(run.Model, run.Seed);
        using BenchCase problem = new(
            run.Id, task.Steps, run.BatchSize, run.Model, run.Optimizer.LearningRate, parameters,
            (update, batch) => task.FillTraining(0, update, batch));
        using IEngine simd = problem.Open(BenchEngines.Simd.Create);
        using IEngine torch = OurCellsInTorch.Open(problem);
        using IEngine scalar = problem.Open(BenchEngines.Scalar.Create);
        using LibtorchModel modules = new(problem);
        Minibatch batch = problem.Minibatches[0];
        Contender[] contenders =
        [
            Update(BenchEngines.Simd.Name, () => simd.Train(batch)),
            .. TorchThreads.Each(LibtorchModel.Name, i => Filled(i, () => modules.Train(batch))),
            Update(OurCellsInTorch.Name, () => torch.Train(batch)),
            Update(BenchEngines.Scalar.Name, () => scalar.Train(batch)),
        ];
        IReadOnlyList<Spread> spreads = Alternation.Measure(contenders, Effort);
        names = [.. contenders.Select(contender => contender.Name)];
        return
        [
            $"{updates}",
            Format.Number(Whole(run, task, parameters), "0.00"),
            .. spreads.Select(spread => Format.Number(spread.Median * updates / 1e6, "0.00")),
            .. spreads.Skip(1).Take(1).Select(spread => Format.Ratio(spread.Median / spreads[0].Median)),
        ];

        Contender Update(string by, Action train) => Contender.Of(by, i => Filled(i, train));

        void Filled(int call, Action train)
        {
            task.FillTraining(0, call % updates, batch);
            train();
        }
    }

    // Seconds of the harness's own loop from the first update to the measured epoch record.
    private static double Whole(RunSpec run, ITask task, float[] parameters)
    {
        using Trainer trainer = new(run, task, BenchEngines.Simd, new TrainingState([.. parameters], run.Optimizer.Optimizer));
        return trainer.FinishEpoch().Seconds;
    }

    private static ITask Open(ImageTaskSpec spec, out string pixels)
    {
        if (spec.IsDataAtHand())
        {
            pixels = "MNIST";
            return spec.Open(Seed);
        }

        pixels = "random pixels in MNIST's numbers, since MNIST is not on this machine";
        return new ImageTask(spec, new ImageDataSet("random", Random(Mnist.TrainCount), Random(Mnist.TrainCount / 6), 255), Seed);
    }

    private static ImageSet Random(int count)
    {
        var random = new System.Random(count);
        byte[] pixels = new byte[count * 28 * 28];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(random.Next(5) == 0 ? random.Next(256) : 0);
        }

        byte[] labels = [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(10))];
        return new ImageSet("random", 28, 28, pixels, labels, 10, $"random {count}");
    }

    private static Table AsTable(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> rows, string pixels) => Table.OfTexts(
        "epoch",
        "An epoch of the paper's models, seconds",
        ["Case", "Updates", "Whole, simd", .. names.Select(name => $"Updates, {name}"), "x TorchSharp, 1 thread"],
        rows,
        [
            "Whole: the harness's training loop, once, measured: every update, the epoch's evaluation (and the learning curve's, for the increment task), parameters' hashes.",
            "Updates: the median time of filling a minibatch and training on it (TorchSharp: and making tensors of it), in turn, times the epoch's updates.",
            .. pixels.Length > 0 ? [$"Images: {pixels}."] : Array.Empty<string>(),
        ]);
}
