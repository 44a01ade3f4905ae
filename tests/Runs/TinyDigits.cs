using RnnMemory.Data;
using RnnMemory.Models;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Tests.Runs;

/// <summary>Real runs on the embedded digits, a fraction of a second each: 8 hidden units, the first 160 images.</summary>
internal static class TinyDigits
{
    public static ImageTaskSpec Task { get; } =
        new() { DataSet = Digits.Name, Representation = Representation.Original, TrainingSubset = 160, AccuracySubset = 16 };

    public static RunSpec Spec(int epochs = 2, string id = "tiny/digits/seed-0") => new()
    {
        Id = id,
        Model = new ModelSpec { Cell = Cell.Vanilla, Inputs = 8, Hidden = 8, Classes = 10, Readout = Readout.LastStep },
        Optimizer = new OptimizerSpec { LearningRate = 1e-3 },
        Task = Task,
        BatchSize = 16,
        Epochs = epochs,
        Seed = 0,
        Engine = "simd",
    };
}
