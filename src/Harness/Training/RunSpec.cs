using RnnMemory.Basics;
using RnnMemory.Files;
using RnnMemory.Models;
using RnnMemory.Tasks;

namespace RnnMemory.Training;

/// <summary>One model to train: every setting that its bits depend on, and the id under which it is stored.</summary>
public sealed record RunSpec
{
    /// <summary>The largest minibatch.</summary>
    public const int LargestBatch = 65_536;

    /// <summary>The largest number of epochs.</summary>
    public const int MostEpochs = 1_000_000;

    // A checkpoint has a header besides, with the curve of the epoch under way.
    private const int LargestState = BoundedFile.LargestFile / 16 * 15;

    /// <summary>Readable and unique, in the paper's style, e.g. "increment/2x32/gru/simple@16@16@0.0003/seed-0". Also its folder.</summary>
    public required string Id { get; init; }

    /// <summary>The network.</summary>
    public required ModelSpec Model { get; init; }

    /// <summary>How it is trained.</summary>
    public required OptimizerSpec Optimizer { get; init; }

    /// <summary>The task it is trained on.</summary>
    public required TaskSpec Task { get; init; }

    /// <summary>B, sequences per minibatch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Number of epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Seeds every random stream of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>Throws unless every size is within its limits, and the optimiser takes its hyperparameters.</summary>
    /// <exception cref="UserError">A size is too small or too large, or a hyperparameter is unknown or out of range.</exception>
    public void Validate()
    {
        Model.Validate();
        Optimizer.Validate();
        (string Name, int Value, int Most)[] sizes = [(nameof(BatchSize), BatchSize, LargestBatch), (nameof(Epochs), Epochs, MostEpochs)];
        foreach ((string name, int value, int most) in sizes)
        {
            if (value < 1)
            {
                throw new UserError($"Run '{Id}': {name} must be at least 1, not {value}.");
            }

            if (value > most)
            {
                throw new UserError($"Run '{Id}': {name} must be at most {most}, not {value}.");
            }
        }

        long stored = (1L + Optimizer.Optimizer.Slots.Count) * Model.ParameterCount * sizeof(float);
        if (stored > LargestState)
        {
            throw new UserError(
                $"Run '{Id}': the model has {Model.ParameterCount} values, and with the optimiser's own a state of them takes {stored} bytes; at most {LargestState} can be stored. Choose fewer hidden units.");
        }
    }
}
