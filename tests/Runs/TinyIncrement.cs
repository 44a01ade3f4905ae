using RnnMemory.Models;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Tests.Runs;

/// <summary>Real runs of a fraction of a second: three digits in base 3, 5 hidden units, 40 minibatches an epoch.</summary>
internal static class TinyIncrement
{
    public const int Updates = 40;

    public static RunSpec Spec(Cell cell, DigitOrder order = DigitOrder.Simple, int epochs = 2, string engine = "simd") => new()
    {
        Id = $"increment/3x3/{cell.Name}/{order.ToString().ToLowerInvariant()}@4@5@0.003/seed-7",
        Model = new ModelSpec { Cell = cell, Inputs = 3, Hidden = 5, Classes = 3, Readout = Readout.EveryStep },
        Optimizer = new OptimizerSpec { LearningRate = 0.003 },
        Task = new IncrementTaskSpec { Base = 3, Digits = 3, Order = order, UpdatesPerEpoch = Updates, CurveEvery = 16, CurveAlsoAt = [0, 8] },
        BatchSize = 4,
        Epochs = epochs,
        Seed = 7,
        Engine = engine,
    };

    /// <summary>Every cell in both orders.</summary>
    public static RunSpec[] All { get; } =
    [
        .. from cell in Cells.All
           from order in new[] { DigitOrder.Simple, DigitOrder.Complicated }
           select Spec(cell, order),
    ];
}
