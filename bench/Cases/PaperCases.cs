using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Tasks;

namespace RnnMemory.Bench.Cases;

/// <summary>The paper's sizes and cells, in minibatches of 16.</summary>
internal static class PaperCases
{
    public const int Batch = 16;

    private const int Seed = 0;

    /// <summary>Images read a line a step, and a pixel a step.</summary>
    public static IReadOnlyDictionary<string, (int Steps, int Width)> ImageSizes { get; } =
        new Dictionary<string, (int, int)> { ["28x28"] = (28, 28), ["784x1"] = (784, 1) };

    /// <summary>One case for each size and cell, made when needed.</summary>
    public static IReadOnlyList<Func<BenchCase>> Of(BenchRequest request)
    {
        List<Func<BenchCase>> cases = [];
        foreach (string size in request.Sizes.Distinct())
        {
            if (ImageSizes.TryGetValue(size, out (int Steps, int Width) shape))
            {
                cases.Add(() => Images(shape.Steps, shape.Width));
            }
            else
            {
                IncrementSize parsed = IncrementSize.Parse(size);
                cases.AddRange(request.Cells.Distinct()
                    .Select(Models.Cells.Parse).Select(cell => (Func<BenchCase>)(() => Increment(parsed, cell))));
            }
        }

        return cases;
    }

    /// <summary>The cases of <see cref="Of"/> and, after each case of images, the one in which no unit is ever zero.</summary>
    public static IReadOnlyList<Func<BenchCase>> WithDense(BenchRequest request) =>
        [.. Of(request with { Sizes = [.. request.Sizes.Except(ImageSizes.Keys)] }),
            .. request.Sizes.Distinct().Where(ImageSizes.ContainsKey).SelectMany(size =>
        {
            (int steps, int width) = ImageSizes[size];
            return new Func<BenchCase>[] { () => Images(steps, width), () => DenseImages(steps, width) };
        })];

    /// <summary>A size and a cell of the increment experiment, with its real minibatches.</summary>
    public static BenchCase Increment(IncrementSize size, Cell cell)
    {
        ITask task = IncrementTask(size).Open(Seed);
        ModelSpec model = IncrementModel(task, cell);
        return new BenchCase(
            $"{size} {cell.Name}", task.Steps, Batch, model, 3e-4, Initialisation.Parameters(model, Seed),
            (update, batch) => task.FillTraining(0, update, batch));
    }

    public static IncrementTaskSpec IncrementTask(IncrementSize size) =>
        new() { Base = size.Base, Digits = size.Digits, Order = DigitOrder.Simple };

    public static ModelSpec IncrementModel(ITask task, Cell cell) =>
        new() { Cell = cell, Inputs = task.Inputs, Hidden = 16, Classes = task.Classes, Readout = task.Readout };

    public static ModelSpec ImageModel(int width) =>
        new() { Cell = Cell.Vanilla, Inputs = width, Hidden = 128, Classes = 10, Readout = Readout.LastStep };

    /// <summary>The paper's image model on sequences of that shape; random pixels, so that it needs no data set.</summary>
    public static BenchCase Images(int steps, int width)
    {
        ModelSpec model = ImageModel(width);
        return new BenchCase($"{steps}x{width} vanilla", steps, Batch, model, 1e-6, Initialisation.Parameters(model, Seed), FillPixels);
    }

    /// <summary>
    /// The same with ink everywhere and with positive kernels and biases, so that every unit is alive at every step, and with a learning
    /// rate that changes nothing: no product can be left out, so the speed is that of the kernels.
    /// </summary>
    public static BenchCase DenseImages(int steps, int width)
    {
        ModelSpec model = ImageModel(width);
        return new BenchCase($"{steps}x{width} vanilla, dense", steps, Batch, model, 1e-12, DenseParameters.Vanilla(model), FillInk);
    }

    /// <summary>A fifth of MNIST's pixels have ink.</summary>
    public static void FillPixels(int update, Minibatch batch) =>
        Fill(update, batch, random => random.Next(5) == 0 ? random.NextSingle() : 0);

    /// <summary>Every pixel has ink.</summary>
    public static void FillInk(int update, Minibatch batch) => Fill(update, batch, random => 1 - random.NextSingle());

    private static void Fill(int update, Minibatch batch, Func<System.Random, float> next)
    {
        var random = new System.Random(update);
        foreach (ref float pixel in batch.Inputs)
        {
            pixel = next(random);
        }

        foreach (ref int target in batch.Targets)
        {
            target = random.Next(10);
        }
    }
}
