using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Streams;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Fingerprints;

/// <summary>
/// The networks and runs of the fingerprint: every cell, sizes equal and close to the widths of vectors and tiles, small enough for
/// machines on which a multiply-add takes microseconds.
/// </summary>
internal static class ProbeModels
{
    private const long Seed = 20;

    /// <summary>T, B, I, H, K of minibatches and networks; the last has more rows than the weight gradient takes at once.</summary>
    public static IReadOnlyList<(int T, int B, int I, int H, int K)> Sizes { get; } =
    [
        (5, 3, 4, 7, 3),
        (4, 16, 2, 16, 2),
        (3, 13, 5, 33, 10),
        (9, 15, 1, 34, 4),
    ];

    public static IEnumerable<(ModelSpec Model, OptimizerSpec Optimizer, int T, int B)> All() =>
        from cell in Cells.All
        from size in Sizes
        select (
            new ModelSpec
            {
                Cell = cell,
                Inputs = size.I,
                Hidden = size.H,
                Classes = size.K,
                Readout = size.K == 10 ? Readout.LastStep : Readout.EveryStep,
                GateActivation = size.K == 3 ? GateActivation.Sigmoid : GateActivation.HardSigmoid,
            },
            new OptimizerSpec { LearningRate = 0.01, ClipNorm = size.K == 3 ? 0.5 : 0 },
            size.T,
            size.B);

    /// <summary>
    /// Parameters larger than a run starts with, so that few steps reach every branch of the cells. Every second unit of a ReLU network
    /// is dead, since trained networks have many dead units.
    /// </summary>
    public static float[] Parameters(ModelSpec model)
    {
        RandomStream stream = new(Seed, "probe/parameters");
        float[] values = Initialisation.Parameters(model, Seed);
        for (int i = 0; i < values.Length; i++)
        {
            WordSequence words = stream.At((ulong)i);
            values[i] += (float)words.NextUniform() - 0.5f;
        }

        if (model.Cell == Cell.Vanilla)
        {
            Span<float> bias = values.AsSpan((model.Inputs + model.Hidden) * model.Hidden, model.Hidden);
            for (int unit = 0; unit < bias.Length; unit += 2)
            {
                bias[unit] -= 10;
            }
        }

        return values;
    }

    public static Minibatch Batch(ModelSpec model, int steps, int batch, int number)
    {
        RandomStream stream = new(Seed, $"probe/batch/{number}");
        Minibatch minibatch = new(steps, batch, model.Inputs, model.Readout);
        for (int i = 0; i < minibatch.Inputs.Length; i++)
        {
            WordSequence words = stream.At((ulong)i);
            minibatch.Inputs[i] = (float)((2 * words.NextUniform()) - 1);
        }

        for (int i = 0; i < minibatch.Targets.Length; i++)
        {
            WordSequence words = stream.At((ulong)(minibatch.Inputs.Length + i));
            minibatch.Targets[i] = words.NextBelow(model.Classes);
        }

        return minibatch;
    }

    /// <summary>
    /// Real runs, from the first weights to the measures of each epoch: the increment task with every cell, and embedded digits.
    /// </summary>
    public static IEnumerable<RunSpec> Runs(string engine)
    {
        foreach (Cell cell in Cells.All)
        {
            yield return new RunSpec
            {
                Id = $"probe/increment/{cell.Name}",
                Model = new ModelSpec { Cell = cell, Inputs = 3, Hidden = 19, Classes = 3, Readout = Readout.EveryStep },
                Optimizer = new OptimizerSpec { LearningRate = 0.003 },
                Task = new IncrementTaskSpec
                {
                    Base = 3,
                    Digits = 3,
                    Order = DigitOrder.Complicated,
                    UpdatesPerEpoch = 12,
                    CurveEvery = 8,
                    CurveAlsoAt = [0],
                },
                BatchSize = 5,
                Epochs = 2,
                Seed = Seed,
                Engine = engine,
            };
        }

        yield return new RunSpec
        {
            Id = "probe/digits/transposed-permuted",
            Model = new ModelSpec { Cell = Cell.Vanilla, Inputs = 8, Hidden = 17, Classes = 10, Readout = Readout.LastStep },
            Optimizer = new OptimizerSpec { LearningRate = 0.001 },
            Task = new ImageTaskSpec
            {
                DataSet = "digits",
                Representation = Representation.TransposedPermuted,
                TrainingSubset = 120,
                AccuracySubset = 20,
            },
            BatchSize = 12,
            Epochs = 2,
            Seed = Seed,
            Engine = engine,
        };
    }
}
